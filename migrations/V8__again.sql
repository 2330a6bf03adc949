-- What was written to again after it came in: a view of a past day asks for these alone, in the tables that grow with the weeks.
CREATE INDEX issue_again ON t_issue (touched) WHERE touched > born; -- issues that were changed since a day
CREATE INDEX duty_again ON t_duty (touched) WHERE touched > born; -- duties that were changed since a day
CREATE INDEX milestone_again ON t_milestone (touched) WHERE touched > born; -- measures that were changed since a day
CREATE INDEX progress_again ON t_progress (touched) WHERE touched > born; -- returns that were changed since a day
CREATE INDEX ask_again ON t_ask (touched) WHERE touched > born; -- what was asked again since a day
CREATE INDEX return_again ON t_return (touched) WHERE touched > born; -- answers that were changed since a day
CREATE INDEX delivery_again ON t_delivery (touched) WHERE touched > born; -- messages that came to an end since a day

DROP INDEX progress_issue;
CREATE INDEX progress_issue ON t_progress (issue, day, id, percent, touched, void); -- the newest return on an issue; a list reads no more of it

-- What waits lies in the order in which it came: thousands of offices' entries may wait at once for somebody who joins late, and rows
-- in the order of ids would each lie on a page of their own.
CREATE TABLE waits (
  id      BLOB NOT NULL UNIQUE,
  replica BLOB NOT NULL,
  number  INTEGER NOT NULL,
  missing BLOB NOT NULL, -- the first thing it waits for
  head    BLOB NOT NULL,
  body    BLOB NOT NULL
) STRICT;
INSERT INTO waits (id, replica, number, missing, head, body)
  SELECT id, replica, number, missing, head, body FROM waiting ORDER BY replica, number;
DROP TABLE waiting;
ALTER TABLE waits RENAME TO waiting;
CREATE INDEX waiting_missing ON waiting (missing); -- what an arrival sets free

PRAGMA user_version = 8;
