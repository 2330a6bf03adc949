-- What has come and counts for nothing in the tables: its author had no right to it.

-- What an office released of it.
CREATE TABLE t_release (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  entry TEXT,
  released_on TEXT,
  released_by TEXT,
  reason TEXT
) STRICT, WITHOUT ROWID;
CREATE VIEW release AS SELECT * FROM t_release WHERE void IS NULL;

-- Entries that are not applied, and by which rule. `since` is the entry that made it so (a removal), 0 from the start.
CREATE TABLE quarantine (
  entry INTEGER NOT NULL,
  since INTEGER NOT NULL,
  why   TEXT NOT NULL,
  PRIMARY KEY (entry, since)
) STRICT, WITHOUT ROWID;

-- Entries that are applied all the same, and the entry by which an office said so.
CREATE TABLE released (entry INTEGER NOT NULL, by INTEGER NOT NULL, PRIMARY KEY (entry, by)) STRICT, WITHOUT ROWID;

-- Files that were kept out of this copy, by their digest: told once, and gone from here when they are taken.
CREATE TABLE kept_out (
  digest BLOB NOT NULL PRIMARY KEY,
  name   TEXT NOT NULL,
  size   INTEGER NOT NULL,
  day    TEXT NOT NULL,
  why    TEXT NOT NULL -- the sentence as it was said
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 5;
