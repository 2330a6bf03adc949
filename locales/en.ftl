# duban: the words of the program in English. One message per key; the same keys stand in zh.ftl.

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
field-conflict = Conflict
issues-none = No issue answers to that.
issues-leader = Leader
issues-marks = Mark
issues-state = State
issues-axes = {", "}
issues-total = As of { $day }: { $count ->
    [one] 1 issue
   *[other] { $count } issues
}; { $done } done ({ $closed } of them struck off), { $behind } behind, { $overdue } overdue.
mark-immediate = !
mark-long_term = ~
issue-unclear = unclear
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
closing-applied = applied for
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

## Reading a report

report-no-issues = no single issue was found, only the general situation or figures
    .hint = look for a report or list that tells the issues one by one, or enter them with `duban issue add`
report-number-repeats = issue number { $number } stands again, line { $first } has it already
    .hint = where each area counts from 1, add the number of the area on import, or number the issues anew
report-number-gap = the issue numbers jump from { $before } to { $number }
    .hint = check in the report whether an issue is missing or a number is wrong
report-area-empty = no issue was found under the area `{ $title }`
    .hint = check in the report how the issues of this area are written
report-issue-unsure = `{ $title }` may be an issue or a measure, it was read as an issue
    .hint = check the report, and take it out before the import if it is none
report-level-unsure = numbered issues stand under `{ $title }`, it was read as an area
    .hint = check the report: if it is an issue itself, those under it are its parts
report-section-unsure = the title `{ $title }` speaks of organisation, but issues stand under it, they were read as issues
    .hint = check whether this section lists the issues that were found
report-issue-unnumbered = the issue `{ $title }` has no number
    .hint = number it before the import, or let the ledger number it
report-issue-without-progress = issue { $number } `{ $title }` has no account of its rectification
    .hint = check whether the account stands elsewhere in the report
report-quote-open = a quotation mark in the title of issue { $number } has no partner
    .hint = check the title that was read
report-part-unsure = `{ $text }` in issue { $number } has a comma, it may not all be the name of a part
    .hint = check the part that was read
report-stage-differs = the account of issue { $number } tells different stages, so there is no telling how far the whole is
    .hint = check the report and set the stage
report-count-differs = the report speaks of { $told } issues, { $found } were found
    .hint = check whether some were put together or not published
report-period-unclear = the time of the inspection in `{ $text }` lacks its days or its year
    .hint = check the report and set the first and the last day
report-feedback-unclear = the year of the feedback on `{ $text }` is not clear
    .hint = check the report and set the day of the feedback
report-date-unclear = `{ $text }` looks like a date but cannot be read
    .hint = check the report and set its date
report-date-published = the report has no date of its own, so { $day }, when the page was published, was taken
    .hint = check the date of the report
report-no-date = the date of the report was not found
    .hint = check the report and set its date
report-no-issuer = who issued the report was not found
    .hint = check the report and set the issuer
## kinds of rectification

kind-immediate = at once
kind-limited = within a limit
kind-long_term = long term

## turns of phrase

date-long = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
month-long = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
and-also = {", "}
and-comma = {", "}
and-then = {"; "}
nobody = (nobody)
in-conflict = in conflict
share = { $count } ({ $percent }, { $count }/{ $of })
days-overdue = { $days ->
    [one] 1 day
   *[other] { $days } days
} overdue ({ $working } working)
the-milestone = milestone: { $text }
the-milestone-of = milestone: { $text } ({ $title })
trouble = { $number }: { $text }
trouble-obstacle = obstacle: { $text }
trouble-help = help needed: { $text }
note-conflicts = Note: { $n ->
    [one] 1 issue is
   *[other] { $n } issues are
} in conflict, offices have entered different values; see `duban conflict`.
note-unknown-years = Note: no schedule of days off is known for { $years }; working days there are Monday to Friday.

## headings of columns

head-matter = What
head-issue = Issue
head-issues = Issues
head-sub_issues = Sub-issues
head-milestones = Milestones
head-number = No.
head-numbers = Issues
head-item = Issue or milestone
head-unit = Unit
head-units = Units
head-lead_leader = Leader
head-answerable = Leader/units
head-area = Area
head-kind = Kind
head-due = Due
head-state = State
head-total = Total
head-done = Done
head-rate = Rate
head-closed = Struck
head-basic = Basic
head-in_time = On time
head-behind = Behind
head-overdue = Overdue
head-this_week = This wk
head-next_week = Next wk
head-silent = Silent
head-waiting = To check
head-sum = Total

## weekly dispatch

weekly-title = Weekly dispatch, week { $week } of { $year }
weekly-span = { $from } to { $to }, dispatch of { $day }.
weekly-only-lead = {" "}Only leader { $name }.
weekly-only-unit = {" "}Only unit { $name }.
weekly-denominators = Open and done are out of all; struck off and waiting for checking out of those done; the rest out of those open. Issues, sub-issues and milestones are counted apart and never added up.
weekly-nothing = Nothing is overdue, due, silent or waiting for checking this week.
weekly-by-leader = By responsible leader
weekly-by-unit = By lead and responsible unit
weekly-group = { $name }: { $parts }
weekly-part = { $n } { $what }
weekly-both = { $one }, { $other }
weekly-open = open
weekly-done = done
weekly-closed = struck off
weekly-overdue = overdue
weekly-due_this_week = due this week
weekly-due_next_week = due next week
weekly-silent = silent
weekly-also_silent = silent
weekly-waiting_for_check = waiting for checking
due-today = due today
due-this_week = due this week, { $working ->
    [one] 1 working day
   *[other] { $working } working days
} left
due-next_week = due next week, { $working ->
    [one] 1 working day
   *[other] { $working } working days
} left
silent-always = silent, never reported
silent-since = silent, last on { $day }
waiting = to be checked ({ $closing })

## monthly supervision

monthly-title = Monthly supervision, { $month }
monthly-cut_off = As of { $day }:
monthly-figures = { $total } in all: done { $done }, of these struck off { $closed }; basically done { $basically_done }, on schedule { $on_schedule }, behind { $behind }, overdue { $overdue }.
monthly-since = Since { $day }
monthly-change = Since last month
monthly-change-part = { $name } { $n }
monthly-no-change = no change
monthly-due = Due
monthly-on_time = in time
monthly-due-of = { $due } due by that day: done { $done }, of these in time { $on_time }; not due yet { $not_due }, without a limit { $undated }.
monthly-stage = By stage
monthly-stages = not started { $not_started }, in progress { $in_progress }, basically done { $basically_done }, done { $done }.
monthly-reported = Reported
monthly-reported-of = Of the { $of } open issues, { $share } reported this month.
monthly-measures = { $total } in all, { $due } due by that day: done in time { $on_time }, done late { $late }, open { $open } (of these overdue { $overdue }).
monthly-measures-dropped = {" "}{ $n } more not done, though the issue is; not counted.
monthly-empty = There are no issues in the ledger.
monthly-laggards = Overdue and behind ({ $n })
monthly-no-laggards = No issue is overdue or behind.
monthly-by-leader = By responsible leader
monthly-by-unit = By lead and responsible unit
monthly-units-note = An issue counts for each of its lead and responsible units, so the rows may add up to more than the total.
monthly-by-area = By area
monthly-by-kind = By kind of rectification
monthly-columns-note = The tables count issues, not sub-issues. Total = done + basic + on time + behind + overdue; rate = done/total; struck off is a part of done; basic is basically done and neither behind nor overdue; on time includes ahead.
behind-milestones = behind: { $n ->
    [one] 1 milestone is
   *[other] { $n } milestones are
} late
behind-percent = behind: { $percent }% done, { $elapsed }% of the time gone
behind-not_started = behind: not started, { $elapsed }% of the time gone
