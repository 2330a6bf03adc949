-- Several offices, one ledger: who is a member, and who signed what.

CREATE TABLE t_member (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  name TEXT,
  role TEXT,
  unit BLOB,
  invited_on TEXT,
  replica TEXT,
  public_key TEXT,
  admitted_on TEXT,
  removed_on TEXT
) STRICT, WITHOUT ROWID;
CREATE VIEW member AS SELECT * FROM t_member WHERE void IS NULL;

-- A key of the ledger, sealed for one member.
CREATE TABLE t_key (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  member BLOB,
  epoch INTEGER,
  sealed TEXT
) STRICT, WITHOUT ROWID;
CREATE VIEW key AS SELECT * FROM t_key WHERE void IS NULL;

-- By which key a replica's entries are signed: who came first under a name stays it.
CREATE TABLE signer (
  replica BLOB PRIMARY KEY,
  public  BLOB NOT NULL,
  salt    BLOB NOT NULL -- what makes the replica's name of the key, zeros where the name was there first
) STRICT, WITHOUT ROWID;

-- Signatures of entries as they came: each covers all before it in its series, and goes along when these are passed on.
CREATE TABLE signature (
  replica BLOB NOT NULL,
  number  INTEGER NOT NULL,
  bytes   BLOB NOT NULL,
  PRIMARY KEY (replica, number)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 4;
