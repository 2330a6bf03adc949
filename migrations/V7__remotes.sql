-- Where this copy keeps in step with others. None of it is in the log: every machine has its own ways to a place.

CREATE TABLE remote (
  name         TEXT NOT NULL PRIMARY KEY,
  url          TEXT NOT NULL,
  user         TEXT,
  -- where secrets are, never one of them
  password_file TEXT,
  password_env TEXT,
  key_file     TEXT,
  ca_file      TEXT,
  synced_at    TEXT -- when it was last gone through to the end
) STRICT;

-- What is known of the files there, by name and size, so that none is fetched twice.
CREATE TABLE remote_file (
  remote  TEXT NOT NULL,
  name    TEXT NOT NULL,
  size    INTEGER NOT NULL,
  replica BLOB,             -- whose entries it holds, NULL where it holds none that can be told
  first   INTEGER,
  last    INTEGER,
  own     INTEGER NOT NULL, -- 1: written from here
  tried   INTEGER,          -- kept out: the newest entry of this copy when it was tried, NULL where it was taken
  PRIMARY KEY (remote, name)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 7;
