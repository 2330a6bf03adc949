-- The life of an issue to its end, and the weekly loop.

ALTER TABLE t_issue ADD COLUMN recurs BLOB; -- the issue of an earlier inspection that came back
ALTER TABLE t_owner ADD COLUMN unit BLOB; -- where a person serves
ALTER TABLE t_progress ADD COLUMN round BLOB; -- the round it was reported in

CREATE TABLE t_closing (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  issue BLOB,
  cycle INTEGER,
  unit BLOB,
  applied_on TEXT,
  applied_by TEXT,
  reason TEXT,
  checked_on TEXT,
  checked_by TEXT,
  verdict TEXT,
  opinion TEXT,
  struck_on TEXT,
  struck_by TEXT,
  due TEXT,
  late INTEGER,
  note TEXT
) STRICT, WITHOUT ROWID;
CREATE VIEW closing AS SELECT * FROM t_closing WHERE void IS NULL;

CREATE TABLE t_recheck (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  issue BLOB,
  cycle INTEGER,
  due TEXT,
  done_on TEXT,
  checked_by TEXT,
  verdict TEXT,
  opinion TEXT
) STRICT, WITHOUT ROWID;
CREATE VIEW recheck AS SELECT * FROM t_recheck WHERE void IS NULL;

CREATE TABLE t_cycle (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  issue BLOB,
  number INTEGER,
  opened_on TEXT,
  opened_by TEXT,
  reason TEXT,
  basis TEXT,
  started_before TEXT,
  due_before TEXT,
  due_text_before TEXT,
  done_before TEXT
) STRICT, WITHOUT ROWID;
CREATE VIEW cycle AS SELECT * FROM t_cycle WHERE void IS NULL;

CREATE TABLE t_extension (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  issue BLOB,
  cycle INTEGER,
  unit BLOB,
  asked_on TEXT,
  asked_by TEXT,
  reason TEXT,
  from_due TEXT,
  from_text TEXT,
  to_due TEXT,
  to_text TEXT,
  decided_on TEXT,
  decided_by TEXT,
  verdict TEXT,
  opinion TEXT
) STRICT, WITHOUT ROWID;
CREATE VIEW extension AS SELECT * FROM t_extension WHERE void IS NULL;

CREATE TABLE t_evidence (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  issue BLOB,
  digest TEXT,
  name TEXT,
  size INTEGER,
  day TEXT,
  added_by TEXT,
  note TEXT
) STRICT, WITHOUT ROWID;
CREATE VIEW evidence AS SELECT * FROM t_evidence WHERE void IS NULL;

CREATE TABLE t_directive (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  number TEXT,
  issue BLOB,
  owner BLOB,
  round BLOB,
  text TEXT,
  given_on TEXT,
  given_by TEXT,
  due TEXT,
  due_text TEXT,
  done_on TEXT,
  result TEXT
) STRICT, WITHOUT ROWID;
CREATE VIEW directive AS SELECT * FROM t_directive WHERE void IS NULL;

CREATE TABLE t_notice (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  kind TEXT,
  code TEXT,
  year INTEGER,
  number INTEGER,
  owner BLOB,
  round BLOB,
  title TEXT,
  text TEXT,
  issued_on TEXT,
  issued_by TEXT,
  answer_by TEXT,
  answered_on TEXT,
  answer TEXT
) STRICT, WITHOUT ROWID;
CREATE VIEW notice AS SELECT * FROM t_notice WHERE void IS NULL;

CREATE TABLE t_notice_item (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  notice BLOB,
  issue BLOB
) STRICT, WITHOUT ROWID;
CREATE VIEW notice_item AS SELECT * FROM t_notice_item WHERE void IS NULL;

CREATE TABLE t_round (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  number INTEGER,
  week TEXT,
  opened_on TEXT,
  opened_by TEXT,
  return_by TEXT,
  return_hour TEXT,
  closed_on TEXT
) STRICT, WITHOUT ROWID;
CREATE VIEW round AS SELECT * FROM t_round WHERE void IS NULL;

CREATE TABLE t_ask (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  round BLOB,
  issue BLOB,
  unit BLOB,
  position INTEGER,
  percent INTEGER,
  text TEXT,
  due TEXT,
  why TEXT
) STRICT, WITHOUT ROWID;
CREATE VIEW ask AS SELECT * FROM t_ask WHERE void IS NULL;

CREATE TABLE t_return (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  round BLOB,
  unit BLOB,
  day TEXT,
  at TEXT,
  returned_by TEXT,
  file TEXT,
  digest TEXT,
  rows INTEGER,
  changed INTEGER
) STRICT, WITHOUT ROWID;
CREATE VIEW return AS SELECT * FROM t_return WHERE void IS NULL;

CREATE TABLE t_delivery (
  id      BLOB NOT NULL PRIMARY KEY,
  born    INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  void    TEXT,
  round BLOB,
  owner BLOB,
  purpose TEXT,
  channel TEXT,
  address TEXT,
  state TEXT,
  attempts INTEGER,
  at TEXT,
  detail TEXT,
  message TEXT
) STRICT, WITHOUT ROWID;
CREATE VIEW delivery AS SELECT * FROM t_delivery WHERE void IS NULL;

CREATE INDEX issue_recurs ON t_issue (recurs) WHERE recurs IS NOT NULL; -- as what an issue came back
CREATE INDEX closing_issue ON t_closing (issue); -- how an issue was struck off
CREATE INDEX recheck_issue ON t_recheck (issue); -- whether it was looked at again
CREATE INDEX cycle_issue ON t_cycle (issue); -- how often it was reopened
CREATE INDEX extension_issue ON t_extension (issue); -- how often its limit was moved
CREATE INDEX evidence_issue ON t_evidence (issue); -- what proves it
CREATE INDEX directive_issue ON t_directive (issue) WHERE issue IS NOT NULL; -- what was ordered on an issue
CREATE INDEX notice_item_notice ON t_notice_item (notice); -- what a notice is about
CREATE INDEX notice_item_issue ON t_notice_item (issue); -- which notices an issue has drawn
CREATE INDEX ask_round ON t_ask (round, unit); -- what a round asks, and what it asks of a unit
CREATE INDEX return_round ON t_return (round); -- who has answered a round
CREATE INDEX delivery_round ON t_delivery (round); -- what was sent in a round

PRAGMA user_version = 2;
