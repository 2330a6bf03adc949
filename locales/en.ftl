# duban: the words of the program in English. One message per key; the same keys stand in zh.ftl.

## names of values

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
closing-closed = closed
role-lead_leader = responsible leader
role-leader = other leader
role-lead_unit = lead unit
role-unit = responsible unit
role-support = supporting unit
role-team = team
role-contact = contact
role-supervisor = supervisor
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
head-closed = Closed
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
weekly-denominators = Open and done are out of all; closed and waiting for checking out of those done; the rest out of those open. Issues, sub-issues and milestones are counted apart and never added up.
weekly-nothing = Nothing is overdue, due, silent or waiting for checking this week.
weekly-by-leader = By responsible leader
weekly-by-unit = By lead and responsible unit
weekly-group = { $name }: { $parts }
weekly-part = { $n } { $what }
weekly-both = { $one }, { $other }
weekly-open = open
weekly-done = done
weekly-closed = closed
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
monthly-figures = { $total } in all: done { $done }, of these closed { $closed }; basically done { $basically_done }, on schedule { $on_schedule }, behind { $behind }, overdue { $overdue }.
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
monthly-columns-note = The tables count issues, not sub-issues. Total = done + basic + on time + behind + overdue; rate = done/total; closed is a part of done; basic is basically done and neither behind nor overdue; on time includes ahead.
behind-milestones = behind: { $n ->
    [one] 1 milestone is
   *[other] { $n } milestones are
} late
behind-percent = behind: { $percent }% done, { $elapsed }% of the time gone
behind-not_started = behind: not started, { $elapsed }% of the time gone
