-- The month as it was handed out.

CREATE TABLE t_summary (
  id      BLOB NOT NULL UNIQUE,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  month TEXT, -- its first day
  edition INTEGER,
  corrects BLOB, -- the first edition, where it is not that itself
  cut_off TEXT,
  position TEXT, -- the newest entries that were known, by id
  seen TEXT, -- the same as how far each replica's series was known, `replica:number`
  rules INTEGER, -- by which rules it was counted
  figures TEXT, -- as they were handed out, in one spelling
  digest TEXT, -- SHA-256 of `figures`
  frozen_on TEXT,
  frozen_by TEXT,
  reason TEXT
) STRICT;
CREATE VIEW summary AS SELECT * FROM t_summary WHERE void IS NULL;

PRAGMA user_version = 3;
