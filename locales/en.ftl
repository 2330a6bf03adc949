# duban: the words of the program in English. One message per key; the same keys stand in zh.ftl.

# Fields and sections of an issue
field-number = No.
field-title = Issue
field-inspection = Inspection
field-area = Found in
field-parent = Part of
field-requirement = Requirement
field-category = Category
field-stage = Stage
field-status_text = Status as written
field-pace = Pace
field-closing = Striking off
field-cycle = Cycle
field-immediate = at once
field-long_term = long-term
field-started_on = Counted from
field-due = Due
field-due_text = Due as written
field-done_on = Done on
field-note = Remarks
field-progress = Progress
field-percent = Percent
field-obstacle = Obstacle
field-next_step = Next step
field-help_needed = Help needed
field-conflict = in conflict
issues-none = No issue answers to that.
issues-marks = Mark
issues-state = State
issues-total = As of { $day }: { $count ->
    [one] 1 issue
   *[other] { $count } issues
}; { $done } done ({ $closed } of them struck off), { $behind } behind, { $overdue } overdue.
mark-immediate = !
mark-long_term = ~
issue-unclear = not settled
issue-between = {", "}
issue-and = {", "}
issue-written = {" "}(written: { $text })
issue-who = Who
issue-cycle = { $count }, reopened
issue-conflicts = { $fields } (see `duban conflict`)
issue-several-leaders = { $names } (only one is allowed)
issue-days-left = { $days ->
    [0] due today
    [one] 1 day left
   *[other] { $days } days left
}
issue-days-over = { $days ->
    [one] 1 day overdue
   *[other] { $days } days overdue
}
issue-measures = Measures
issue-measures-done = Measures ({ $done } of { $count } done)
issue-measure = Measure
issue-position = {"#"}
issue-measure-due = Due
issue-measure-state = Done
issue-deliverable = Shown by: { $text }
lamp-done = done { $day }
lamp-done-late = done { $day }, { $days ->
    [one] 1 day late
   *[other] { $days } days late
}
lamp-unlimited = not done
issue-latest = Latest progress
issue-reported-on = Reported
issue-reported = { $day }, { $unit }
issue-history = Earlier progress ({ $count })
issue-day = Day
issue-percent = %
issue-unit = Reported by
issue-indicators = Figures
issue-indicator = Figure
issue-figure = Value
issue-share = Share
issue-as-of = As of
issue-rules = Rules issued
issue-rule = Title
issue-rule-number = Document no.
issue-rule-day = Issued on
issue-parts = Parts ({ $count })
issue-extra = Other columns
issue-log = { $count ->
    [one] 1 entry in the log, made
   *[other] { $count } entries in the log, the last
} by { $who }, { $when }.

# enum words
stage-not_started = not started
stage-in_progress = in progress
stage-basically_done = basically done
stage-done = done
pace-ahead = ahead
pace-on_schedule = on schedule
pace-behind = behind
pace-overdue = overdue
closing-none = not applied for
closing-applied = to be checked
closing-returned = returned
closing-closed = struck off
role-lead_leader = Responsible leader
role-leader = Other leaders
role-lead_unit = Lead unit
role-unit = Responsible units
role-support = Supporting units
role-team = Task force
role-contact = Contact
role-supervisor = Supervision
# enum words
## What people write

date-unknown = `{ $text }` is not a date that can be read
    .hint = write it like 2019-12-31, 2019年12月底前, 立行立改 or 长期坚持
date-impossible = `{ $text }` is a day that does not exist, or ends before it begins
    .hint = check the year, the month and the day
date-without-year = `{ $text }` does not say which year
    .hint = write the year, or give the ledger its cut-off date
date-is-status = `{ $text }` tells how far the work is, not by when it is due
    .hint = write a date as the limit, and the status in the column for it
date-several = `{ $text }` holds more than one limit
    .hint = write only the last limit here, and give each measure its own date
date-before-month = `{ $text }` may mean before the month begins or before it ends
    .hint = write the end of the month (底前) or the exact day
date-lost-zero = `{ $text }` may be January, or October with its last zero lost in a spreadsheet
    .hint = write it like 2019-01 or 2019-10
date-not-a-day = `{ $text }` does not name an exact day
    .hint = write it like 2020年1月8日 or 2020-01-08
amount-unknown = `{ $text }` is not an amount that can be read
    .hint = write one figure and its unit, such as 66.57万元
amount-several = `{ $text }` holds more than one amount
    .hint = write one amount in a cell, such as 6批 in one and 101人次 in another
