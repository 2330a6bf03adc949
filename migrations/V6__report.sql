-- The public report: what it says in general, what it says of each issue, the figures it quotes, what was published.

CREATE TABLE t_report (
  id      BLOB NOT NULL UNIQUE,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  inspection BLOB, -- none for issues of no inspection
  template TEXT,
  title TEXT,
  opening TEXT,
  organisation TEXT,
  next_steps TEXT,
  contact TEXT,
  issuer TEXT,
  day TEXT,
  drafted_on TEXT,
  drafted_by TEXT
) STRICT;
CREATE VIEW report AS SELECT * FROM t_report WHERE void IS NULL;

CREATE TABLE t_passage (
  id      BLOB NOT NULL UNIQUE,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  issue BLOB,
  internal TEXT,
  public TEXT, -- with the names of figures between braces
  progress BLOB, -- the return that it was drafted from
  written_on TEXT, -- when a person wrote it, which no draft replaces
  written_by TEXT,
  ground TEXT, -- why it is withheld: secret, case, hype, petition, sensitive
  approved_by TEXT,
  approved_on TEXT,
  reason TEXT
) STRICT;
CREATE VIEW passage AS SELECT * FROM t_passage WHERE void IS NULL;

CREATE TABLE t_quote (
  id      BLOB NOT NULL UNIQUE,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  issue BLOB, -- whose passage quotes it
  name TEXT, -- as it stands between the braces
  indicator BLOB,
  value TEXT, -- as it is shown
  total TEXT,
  unit TEXT,
  qualifier TEXT,
  kept TEXT -- the later state of the row that a person has seen and let be
) STRICT;
CREATE VIEW quote AS SELECT * FROM t_quote WHERE void IS NULL;

CREATE TABLE t_publication (
  id      BLOB NOT NULL UNIQUE,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  inspection BLOB,
  edition INTEGER,
  template TEXT,
  text TEXT, -- as it was published
  paper TEXT, -- the same with the marks of a document
  facts TEXT, -- what it was worded from, as JSON
  digest TEXT, -- SHA-256 of `text`
  position TEXT, -- the newest entries that were known, by id
  seen TEXT, -- the same as how far each replica's series was known, `replica:number`
  published_on TEXT,
  published_by TEXT,
  approved_by TEXT,
  reason TEXT
) STRICT;
CREATE VIEW publication AS SELECT * FROM t_publication WHERE void IS NULL;

PRAGMA user_version = 6;
