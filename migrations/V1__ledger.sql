-- The log is the truth; every table below `touch` is its fold and can be made again from it.

-- What this copy is: ledger, replica, clock.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- One row for each entry, in the order of arrival here. `head` is the head line as it came.
CREATE TABLE entry (
  seq     INTEGER PRIMARY KEY,
  id      BLOB NOT NULL UNIQUE,
  replica BLOB NOT NULL,
  number  INTEGER NOT NULL,
  day     INTEGER NOT NULL, -- the civil day its author claims, as 20191209
  head    BLOB NOT NULL,
  UNIQUE (replica, number)
) STRICT;

CREATE INDEX entry_day ON entry (day); -- whether anything is dated after a day

-- What each entry had seen: its predecessor and its deps.
CREATE TABLE seen (entry INTEGER NOT NULL, dep INTEGER NOT NULL, PRIMARY KEY (entry, dep)) STRICT, WITHOUT ROWID;

-- The newest entries: those that no other has seen.
CREATE TABLE frontier (entry INTEGER PRIMARY KEY) STRICT;

-- Op lines of an entry, in their order; the first byte says how they are packed (0 as they are, 1 zstd).
CREATE TABLE chunk (
  seq   INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL,
  ops   INTEGER NOT NULL,
  body  BLOB NOT NULL
) STRICT;
CREATE INDEX chunk_entry ON chunk (entry); -- the ops of an entry: log, undo

-- Which chunks hold ops of a family: the first ten bytes of an id, which an issue shares with its members.
CREATE TABLE touch (family BLOB NOT NULL, chunk INTEGER NOT NULL, PRIMARY KEY (family, chunk)) STRICT, WITHOUT ROWID;

-- Entries that came before something they had seen.
CREATE TABLE waiting (
  id      BLOB PRIMARY KEY,
  replica BLOB NOT NULL,
  number  INTEGER NOT NULL,
  missing BLOB NOT NULL, -- the first thing it waits for
  head    BLOB NOT NULL,
  body    BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_missing ON waiting (missing); -- what an arrival sets free

-- Fields on which offices disagree.
CREATE TABLE t_conflict (
  record  BLOB NOT NULL,
  field   TEXT NOT NULL,
  kind    TEXT NOT NULL,
  touched INTEGER NOT NULL,
  PRIMARY KEY (record, field)
) STRICT, WITHOUT ROWID;
CREATE VIEW conflict AS SELECT * FROM t_conflict;

-- Records whose creation was taken back: they exist no more, but they did on some days.
CREATE TABLE gone (record BLOB PRIMARY KEY, born INTEGER NOT NULL, touched INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- Records and fields that a newer version wrote.
CREATE TABLE foreign_field (
  record BLOB NOT NULL,
  field  TEXT NOT NULL,
  kind   TEXT NOT NULL,
  PRIMARY KEY (record, field)
) STRICT, WITHOUT ROWID;

-- The records. `born` and `touched` are the first and the last claimed day on which one was written; `void` is why it
-- was struck out. The views without `t_` show what stands; `--as-of` puts views of the past in their place.

CREATE TABLE t_inspection (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  code TEXT,
  name TEXT,
  kind TEXT,
  inspector TEXT,
  inspected TEXT,
  from_on TEXT,
  to_on TEXT,
  feedback_on TEXT,
  plan_due TEXT,
  due TEXT,
  issuer TEXT,
  report_on TEXT,
  contact TEXT,
  note TEXT
) STRICT, WITHOUT ROWID;
CREATE VIEW inspection AS SELECT * FROM t_inspection WHERE void IS NULL;

CREATE TABLE t_area (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  inspection BLOB,
  label TEXT,
  title TEXT,
  position INTEGER
) STRICT, WITHOUT ROWID;
CREATE VIEW area AS SELECT * FROM t_area WHERE void IS NULL;

CREATE TABLE t_issue (
  id      BLOB NOT NULL UNIQUE,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  inspection BLOB,
  area BLOB,
  parent BLOB,
  number TEXT,
  title TEXT,
  requirement TEXT,
  category TEXT,
  stage TEXT,
  status_text TEXT,
  closing TEXT,
  cycle INTEGER,
  immediate INTEGER,
  long_term INTEGER,
  started_on TEXT,
  due TEXT,
  due_text TEXT,
  done_on TEXT,
  note TEXT,
  extra TEXT -- columns of the user's own, a JSON object
) STRICT;
CREATE VIEW issue AS SELECT * FROM t_issue WHERE void IS NULL;

CREATE TABLE t_owner (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  name TEXT,
  person INTEGER,
  post TEXT,
  phone TEXT,
  email TEXT,
  alias_of BLOB,
  note TEXT
) STRICT, WITHOUT ROWID;
CREATE VIEW owner AS SELECT * FROM t_owner WHERE void IS NULL;

CREATE TABLE t_duty (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  issue BLOB,
  owner BLOB,
  role TEXT,
  position INTEGER
) STRICT, WITHOUT ROWID;
CREATE VIEW duty AS SELECT * FROM t_duty WHERE void IS NULL;

CREATE TABLE t_milestone (
  id      BLOB NOT NULL UNIQUE,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  issue BLOB,
  position INTEGER,
  text TEXT,
  deliverable TEXT,
  due TEXT,
  due_text TEXT,
  done_on TEXT
) STRICT;
CREATE VIEW milestone AS SELECT * FROM t_milestone WHERE void IS NULL;

CREATE TABLE t_progress (
  id      BLOB NOT NULL UNIQUE,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  issue BLOB,
  day TEXT,
  percent INTEGER,
  text TEXT,
  next_step TEXT,
  obstacle TEXT,
  help_needed TEXT,
  unit BLOB
) STRICT;
CREATE VIEW progress AS SELECT * FROM t_progress WHERE void IS NULL;

CREATE TABLE t_indicator (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  issue BLOB,
  name TEXT,
  value TEXT,
  total TEXT,
  unit TEXT,
  qualifier TEXT,
  day TEXT,
  text TEXT
) STRICT, WITHOUT ROWID;
CREATE VIEW indicator AS SELECT * FROM t_indicator WHERE void IS NULL;

CREATE TABLE t_rule (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  issue BLOB,
  title TEXT,
  number TEXT,
  day TEXT,
  issuer TEXT
) STRICT, WITHOUT ROWID;
CREATE VIEW rule AS SELECT * FROM t_rule WHERE void IS NULL;

CREATE TABLE t_setting (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  name TEXT,
  value TEXT
) STRICT, WITHOUT ROWID;
CREATE VIEW setting AS SELECT * FROM t_setting WHERE void IS NULL;

CREATE INDEX issue_number ON t_issue (number); -- an issue by its number
CREATE INDEX issue_parent ON t_issue (parent) WHERE parent IS NOT NULL; -- sub-issues of an issue
CREATE INDEX duty_issue ON t_duty (issue); -- who is responsible for an issue
CREATE INDEX milestone_issue ON t_milestone (issue); -- measures of an issue
CREATE INDEX progress_issue ON t_progress (issue, day, id); -- the newest return on an issue
CREATE INDEX indicator_issue ON t_indicator (issue); -- figures of an issue
CREATE INDEX rule_issue ON t_rule (issue); -- rules issued for an issue
CREATE INDEX owner_name ON t_owner (name); -- an owner by name

PRAGMA user_version = 1;
