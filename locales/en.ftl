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
field-conflict = Conflict
issues-none = No issue answers to that.
issues-leader = Leader
issues-lead_unit = Unit
issues-undated = no limit
issues-marks = Mark
issues-state = State
issues-basically_done = nearly done
issues-on_schedule = on time
issues-axes = {", "}
issues-shown = Only the first { $shown } of { $all } rows are listed.
issues-total = As of { $day }: { $what ->
    [parts] { $count ->
        [one] 1 sub-issue
       *[other] { $count } sub-issues
    }
   *[issues] { $count ->
        [one] 1 issue
       *[other] { $count } issues
    }
}; { $done } done ({ $closed } of them struck off), { $behind } behind, { $overdue } overdue.
mark-immediate = !
mark-long_term = ~
issue-unclear = unclear
issue-between = {", "}
issue-and = {", "}
issue-written = {" "}(written: { $text })
issue-who = Who
issue-cycle = { $count }, reopened
issue-conflicts = { $fields } (see `duban conflict list`)
issue-several-leaders = { $names } (only one is allowed)
issue-days-left = { $days ->
    [0] due today
    [one] 1 day left
   *[other] { $days } days left
}
issue-due-lent = { $day } (the limit of its inspection)
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
issue-directives = Directives
issue-notices = Notices
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
pace-undated = no limit
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
in-conflict = offices disagree
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
} entered differently by different offices; see `duban conflict list`.
note-unknown-years = Note: no schedule of days off is known for { $years }; working days there are Monday to Friday.

## headings of columns

head-matter = What
head-issue = Issue
head-issues = Issues
head-parts_done = Parts
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
weekly-only-lead = {" "}Only the leader { $name }.
weekly-only-unit = {" "}Only the unit { $name }.
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
silent-always = never reported
silent-since = silent, last on { $day }
silent-weeks = silent { $weeks } weeks, last on { $day }
waiting = to be checked ({ $closing })

## monthly supervision

monthly-title = Monthly supervision, { $month }
monthly-cut_off = As of { $day }:
monthly-cut_off-since = As of { $day }, compared with { $before }:
monthly-cut_off-since-early = As of { $day }, compared with { $before }, when that month was not over:
monthly-figures = { $total } in all: done { $done }, of these struck off { $closed }; basically done { $basically_done }, on schedule { $on_schedule }, behind { $behind }, overdue { $overdue }.

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
entered-later = nothing had been entered by { $day }; what is there now ({ $count }, sub-issues too) came later and does not count
    .hint = leave the day out to see how things stand now; what belongs to that time is entered with --today { $day }
monthly-empty = There were no issues in the ledger by then.
monthly-laggards = Overdue and behind (issues { $issues }, sub-issues { $parts })
monthly-no-laggards = No issue is overdue or behind.
monthly-by-leader = By responsible leader
monthly-by-unit = By lead and responsible unit
monthly-units-note = An issue counts for each of its lead and responsible units, so the rows may add up to more than the total.
monthly-by-area = By area
monthly-by-kind = By kind of rectification
monthly-changes-note = In brackets the change since last month: 4(-1) is 4 now, 1 fewer than then. Rows that had issues then and have none now come last.
monthly-columns-note = The tables by leader, unit, area and kind count issues; sub-issues have a column of their own, done/all, and are never added to them. Total = done + basic + on time + behind + overdue; rate = done/total; struck off is a part of done; basic is basically done and neither behind nor overdue; on time includes ahead, and what has no limit and is not behind.
behind-milestones = behind: { $n ->
    [one] 1 milestone is
   *[other] { $n } milestones are
} late
behind-percent = behind: { $percent }% done, { $elapsed }% of the time gone
behind-not_started = behind: not started, { $elapsed }% of the time gone
## What people write

date-unknown = `{ $text }` is not a date that can be read
    .hint = write it like 2019-12-31, 2019年12月底前, 立行立改 or 长期坚持
date-impossible = there is no such date as `{ $text }`
    .hint = check the year, the month and the day
date-backwards = `{ $text }` does not end after it begins
    .hint = check the year, the month and the day; across the turn of a year write both years
date-no-such-day = there is no such day as `{ $text }`
    .hint = check the year, the month and the day
date-no-day = `{ $text }` is not a day
    .hint = write it like 2019-12-09
date-needs-year = `{ $text }` lacks a year
    .hint = write the year, such as 2019-10-30
date-understood-year = `{ $text }`: taken as the end of { $year } ({ $day })
date-understood-day = `{ $text }`: taken as { $day }
date-understood = `{ $text }` has no year: taken as { $day }
due-up-to = `{ $text }`: due on { $day } or before
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

# The help pages
help-usage = Usage
help-commands = Commands
help-command = COMMAND
help-arguments = Arguments
help-options = Options
help-global = Options of every command

# Commands
cmd = An office's rectification ledger: issues, weekly dispatch, monthly supervision.
cmd-init = Begin a ledger
cmd-issue = Issues
cmd-issue-add = Enter an issue
cmd-issue-list = List issues
cmd-issue-show = Show everything about one issue
cmd-issue-set = Change issues
cmd-issue-void = Strike out issues entered by mistake or twice; asks for --reason
cmd-list = List issues, as `issue list` does
cmd-show = Show one issue, as `issue show` does
cmd-check = Prove the ledger; list issues that lack a leader, team or plan
cmd-log = Show who changed what, when and why
cmd-undo = Take a change back
cmd-conflict = Where offices disagree
cmd-conflict-list = List what offices disagree on
cmd-conflict-show = Show one disagreement
cmd-conflict-settle = Say which side holds
cmd-rebuild = Make every table again from the log
cmd-completions = Print the script that completes commands in a shell
cmd-man = Write the manual pages

# Options of every command
arg-db = The ledger file
arg-lang = Language: zh or en
arg-today = Take this day for today
arg-as-of = Show the ledger as it stood at the end of this day
arg-author = Who acts, for the log
arg-reason = Why, for the log
arg-format = table, json, csv, md or html; of an export csv, xlsx or ics
arg-dry-run = Show what would be done, and do not do it
arg-yes = Do not ask
arg-help = Show this help
arg-version = Show the version

# What an issue has
arg-issue = Number of the issue, such as 8, 8.2 or 2019-sw/8
arg-issues = Numbers of issues, such as 8, 8.2 or 2019-sw/8
arg-number = Number, such as 8.3; else the next one
arg-issue-set-number = New number
arg-title = What the inspection found
arg-inspection = Code of the inspection; - for none
arg-area = Area: its heading, a part of it, or its label
arg-parent = Number of the issue that it is a part of
arg-lead = Responsible leader; there should be one
arg-leader = Other leaders
arg-lead-unit = Lead unit
arg-unit = Responsible units
arg-support = Supporting units
arg-team = Task force
arg-contact = Contacts
arg-supervisor = Who supervises
arg-requirement = What has to be achieved
arg-category = Kind of problem
arg-due = Limit: 2019-12-31, 2019年12月底前, 立行立改
arg-immediate = To be put right at once
arg-long-term = To be kept up
arg-started = Day to count from; else that of the feedback
arg-stage = not_started, in_progress, basically_done, done
arg-done = Day on which it was done
arg-note = Remarks
arg-field = A column of your own, such as SOURCE=letter

# What is listed
arg-issue-list-lead = Only those of this responsible leader
arg-issue-list-unit = Only those in which this unit has a part
arg-issue-list-stage = Only those at this stage
arg-issue-list-closing = Only those: none, applied, returned or closed
arg-issue-list-pace = Only those: ahead, on_schedule, behind or overdue
arg-issue-list-overdue = Only overdue ones
arg-issue-list-open = Only those that are not done
arg-issue-list-due-before = Only those due before this day, or within 12月底前
arg-issue-list-inspection = Only those of this inspection; - for those of none
arg-issue-list-area = Only those in this area
arg-issue-list-immediate = Only those to be put right at once
arg-issue-list-long-term = Only those to be kept up
arg-issue-list-conflict = Only those on which offices disagree
arg-issue-list-text = Only those in which all of these words occur
arg-issue-list-sort = Order: number, due, lead, unit, stage or updated
arg-limit = List at most so many

# Other arguments
arg-entry = First digits of an entry; without it, your newest
arg-name = Name
arg-conflict-show-name = Its name, as `conflict list` prints it
arg-conflict-settle-name = Its name, as `conflict list` prints it
arg-take = Which value holds, as `conflict show` numbers them
arg-shell = Shell: bash, zsh, fish, powershell or elvish
arg-dir = Folder for the pages

# What stands for a value
value-channel = CHANNEL
value-file = FILE
value-lang = LANG
value-day = DAY
value-name = NAME
value-text = TEXT
value-format = FORMAT
value-count = COUNT
value-hour = HOUR
value-directive = DIRECTIVE
value-setting = SETTING
value-value = VALUE
value-edition = EDITION
value-figure = FIGURE
value-notice = NOTICE
value-conflict = NAME
value-side = N
value-entry = ENTRY
value-dir = DIR
value-shell = SHELL
value-issue = ISSUE
value-code = CODE
value-title = TITLE
value-number = NUMBER
value-limit = LIMIT
value-stage = STAGE
value-closing = CLOSING
value-pace = PACE
value-words = WORDS
value-sort = SORT
value-field = FIELD=VALUE
value-bool = true|false

# Values
value-yes = yes
value-no = no
value-empty = (empty)
list-comma = {", "}

# Kinds of records
kind-inspection = inspection
kind-area = area
kind-issue = issue
kind-owner = owner
kind-duty = duty
kind-milestone = measure
kind-progress = progress
kind-indicator = figure
kind-rule = rule
kind-setting = setting
kind-closing = closing
kind-recheck = re-check
kind-cycle = cycle
kind-extension = extension
kind-evidence = evidence
kind-directive = directive
kind-notice = notice
kind-notice_item = issue of a notice
kind-round = round
kind-ask = question of a round
kind-return = return
kind-delivery = delivery
kind-member = member
kind-key = key
kind-summary = frozen month
kind-unknown = something of a newer version ({ $name })

# Fields
field = { $name ->
    [code] { $kind ->
        [notice] document no.
       *[other] code
    }
    [name] name
    [kind] kind
    [inspector] inspector
    [inspected] inspected
    [from_on] from
    [to_on] to
    [feedback_on] feedback on
    [plan_due] plan due
    [due] due
    [issuer] issuer
    [report_on] report on
    [contact] contact
    [note] remarks
    [inspection] inspection
    [label] label
    [title] title
    [position] position
    [area] area
    [parent] part of
    [number] { $kind ->
        [rule] document no.
       *[other] number
    }
    [requirement] requirement
    [category] category
    [stage] stage
    [status_text] status as written
    [closing] closing
    [cycle] cycle
    [immediate] at once
    [long_term] long-term
    [started_on] counted from
    [due_text] due as written
    [done_on] done on
    [person] kind
    [post] post
    [phone] phone
    [email] email
    [alias_of] merged into
    [issue] issue
    [owner] owner
    [role] role
    [text] { $kind ->
        [milestone] measure
        [progress] progress
       *[other] text
    }
    [deliverable] deliverable
    [day] { $kind ->
        [rule] issued on
       *[other] day
    }
    [percent] percent
    [next_step] next step
    [obstacle] obstacle
    [help_needed] help needed
    [unit] { $kind ->
        [progress] reported by
       *[other] unit
    }
    [value] value
    [total] total
    [qualifier] qualifier
    [invited_on] invited on
    [replica] replica
    [public_key] public key
    [admitted_on] admitted on
    [member] member
    [epoch] epoch
    [sealed] sealed
    [entry] entry
    [released_on] released on
    [released_by] released by
    [removed_on] removed on
    [recurs] came back from
    [applied_on] applied on
    [applied_by] applied by
    [reason] reason
    [checked_on] checked on
    [checked_by] checked by
    [verdict] verdict
    [opinion] opinion
    [struck_on] struck off on
    [struck_by] struck off by
    [late] struck off late
    [opened_on] opened on
    [opened_by] opened by
    [basis] basis
    [started_before] counted from before
    [due_before] due before
    [due_text_before] due before, as written
    [done_before] done before
    [asked_on] asked on
    [asked_by] asked by
    [from_due] due so far
    [from_text] due so far, as written
    [to_due] asked until
    [to_text] asked until, as written
    [decided_on] decided on
    [decided_by] decided by
    [digest] digest
    [size] size
    [added_by] added by
    [round] round
    [given_on] given on
    [given_by] given by
    [result] result
    [year] year
    [issued_on] issued on
    [issued_by] issued by
    [answer_by] answer by
    [answered_on] answered on
    [answer] answer
    [notice] notice
    [week] week
    [return_by] return by
    [return_hour] return hour
    [closed_on] closed on
    [why] asked because
    [at] at
    [returned_by] returned by
    [file] file
    [rows] rows
    [changed] rows changed
    [purpose] purpose
    [channel] channel
    [address] address
    [state] state
    [attempts] attempts
    [detail] detail
    [message] message id
    [month] month
    [edition] edition
    [corrects] corrects
    [cut_off] cut-off
    [seen] series known
    [rules] rules
    [figures] figures
    [frozen_on] frozen on
    [template] outline
    [opening] opening
    [organisation] organisation
    [next_steps] next steps
    [drafted_on] drafted on
    [drafted_by] drafted by
    [progress] return it is from
    [internal] internal text
    [public] public text
    [written_on] written on
    [written_by] written by
    [ground] ground
    [approved_by] approved by
    [approved_on] approved on
    [indicator] indicator
    [kept] value seen since
    [paper] document
    [facts] facts
    [published_on] published on
    [published_by] published by
    [frozen_by] frozen by
    [void] struck out
   *[other] { $name }
}
field-extra = { $heading }

# The log
log-empty = Nothing has been recorded yet.
log-entry = { $when }  { $author }  {"["}{ $id }{"]"}
log-command = command: { $command }
log-source = from the file: { $file } (digest { $hash })
log-reason = reason: { $reason }
log-undoes = takes back entry { $entry }
log-subject = { $kind } { $name }
log-subject-of = { $subject } (issue { $issue })
log-created = new { $subject }: { $fields }
log-struck-out = { $subject }: struck out, because: { $reason }
log-restored = { $subject }: stands again (had been struck out: { $reason })
log-changed = { $subject }: { $fields }
log-field = { $field } { $from } → { $to }
log-field-set = { $field } { $to }
log-field-emptied = { $field } { $from } → (empty)
log-more = … and { $count } more
recorded-done = Recorded:
recorded-dry = Dry run, nothing is recorded. It would change:
recorded-nothing = Nothing has changed.
recorded-nothing-reason = Nothing has changed, so the reason is not recorded either. For a remark alone use --note or `duban progress add`.
undo-done = taken back: entry { $entry } by { $author }, { $on } ({ $command })
undo-dry = would take back: entry { $entry } by { $author }, { $on } ({ $command })
undo-nothing = there is nothing to take back
    .hint = see `duban log`
undo-undone = entry { $entry } was taken back by { $author } on { $day } (entry { $by })
    .hint = to have it again, take that back: `duban undo { $by }`
undo-built-on = cannot take this back: { $author } has since written { $field } of { $kind } { $name }, on { $day } (entry { $entry })
    .hint = take that entry back first with `duban undo { $entry }`, or write the value that should hold
entry-unknown = no entry begins with `{ $found }`
    .hint = `duban log` prints entries in brackets
entry-ambiguous = several entries begin with `{ $found }`
    .hint = write more of its digits
position-unknown = entry { $entry } has not come to this ledger
    .hint = take in what other offices have sent first

# Disagreement
conflict-none = Offices agree on everything.
conflict-count = { $count ->
    [one] 1 value on which offices disagree:
   *[other] { $count } values on which offices disagree:
}
conflict-name = Name
conflict-subject = Of
conflict-field = Field
conflict-sides = Values
conflict-how = `duban conflict show NAME` tells who wrote what; `duban conflict settle NAME --take N` settles it.
conflict-title = { $subject }: offices disagree on { $field }
conflict-title-void = { $subject }: struck out by one, edited by another
conflict-void = striking out
conflict-void-side = struck out, reason: { $reason }
conflict-kept-side = not struck out
conflict-edit-side = edited: { $said }
conflict-from = Office
conflict-value = Value
conflict-author = Author
conflict-when = When
conflict-reason = Reason
conflict-settle-how = To settle it: duban conflict settle { WORD($name) } --take N
conflict-unknown = no disagreement is called `{ $found }`
    .hint = see `duban conflict list`
conflict-no-side = there is no value { $found }, only { $sides }
    .hint = `duban conflict show` numbers them

# Check
check-entries = Entries
check-records = Records
check-conflicts = Disagreements
check-waiting = Waiting
check-newer = Newer version
check-digest = Digest
check-ok = The ledger is sound.
check-not-ok = The ledger is damaged:
check-file = the file is damaged: { $cause }
check-entry-changed = entry { $entry } is not what its id says
check-entry-chain = entry { $entry } does not follow from those before it
check-entry-ops = the changes of entry { $entry } are altered or missing
check-row = { $record } in table { $kind } is not what the log says
check-rows = table { $table } has { $found } rows where the log makes { $expected }
check-dangling = { $field } of { $kind } { $record } names { $missing }, which does not exist
check-breaches = Issues that lack a leader, a unit, a task force, a plan or a limit ({ $count })
check-missing = Lacks
column-number = No.
missing-leader = a responsible leader
missing-one-leader = one responsible leader (there are { $count })
missing-lead-unit = a lead unit
missing-team = a task force
missing-plan = a plan
missing-due = a limit
rebuild-done = Every table has been made again from the log.
rebuild-dry = Dry run: every table would be made again from the log.
man-written = { $count } manual pages written to { $path }.
man-dry = Dry run: { $count } manual pages would be written to { $path }.

# How a refusal begins
error-prefix = error:{" "}
hint-prefix = hint:{" "}

# The command line
usage-unknown-arg = there is no option `{ $found }`
    .hint = --help lists the options
usage-stray = it is not clear what `{ $found }` is
    .hint = say which option it belongs to, such as --title; put quotes round what has blanks. --help shows the usage
usage-unknown-arg-like = there is no option `{ $found }`
    .hint = did you mean { $like }?
usage-unknown-command = there is no command `{ $found }`
    .hint = `duban --help` lists the commands
usage-unknown-command-of = `{ $path }` has no command `{ $found }`
    .hint = it has { $names }; see `{ $path } --help`
usage-unknown-command-like = there is no command `{ $found }`
    .hint = did you mean { $like }?
usage-missing-arg = { $args } is missing
    .hint = --help shows the usage
usage-missing-command = no command was given
    .hint = --help lists the commands
usage-missing-command-of = `{ $path }` takes a command
    .hint = it has { $names }; see `{ $path } --help`
usage-bad-value = `{ $found }` does not fit { $arg }
    .hint = --help shows the usage
usage-bad-value-because = { $arg }: { $why }
usage-bad-value-hinted = { $arg }: { $why }
    .hint = { $hint }
usage-missing-value = { $arg } needs a value
usage-not-one-of = `{ $found }` does not fit { $arg }
    .hint = write one of: { $valid }
usage-conflict = { $arg } cannot stand with { $other }
usage-twice = { $arg } is given twice
    .hint = give it once
usage-not-utf8 = the command line holds bytes that are no text
    .hint = use a terminal with UTF-8
usage-other = the command line does not fit: { $cause }
    .hint = --help shows the usage
arg-bad-issue = `{ $found }` is not the number of an issue
    .hint = write it like 8, 8.2 or 2019-sw/8
arg-bad-member = `{ $found }` does not say which item of which issue
    .hint = the second of issue 8 is written 8#2
arg-bad-return = `{ $found }` does not say which day of which issue
    .hint = write it like 8@2019-12-09
arg-bad-field = `{ $found }` is not a column and its value
    .hint = write it like SOURCE=letter
arg-bad-lang = there is no language `{ $found }`
    .hint = write zh or en
arg-empty = it may not be empty
as-of-future = { $day } has not come yet (today is { $today }): the ledger of that day cannot be shown
    .hint = leave out --as-of to see the ledger as it is; to take that day for today, use --today { $day }
as-of-writes = the past can be looked at, not changed
    .hint = leave out --as-of
format-no-csv = this is no table that CSV could hold
    .hint = use --format json or md
reason-missing = this asks for a reason
    .hint = add --reason TEXT
void-replaced = list replaced

# Rules about issues
issue-unknown = there is no issue { $number }
    .hint = the ledger has { $known }
issue-struck-out = issue { $number } was struck out by { $author } on { $on }: { $reason }
    .hint = to bring it back: `duban undo { $entry }`
issues-none-then = No issue had been entered by { $day }.
issue-unknown-then = no issue had been entered by { $day }, none of number { $number }
    .hint = take another day, or leave out --as-of
issue-unknown-empty = there is no issue { $number }; the ledger has none yet
    .hint = enter one with `duban issue add`
issue-ambiguous = several inspections have an issue { $number }
    .hint = name its inspection: { $names }
issue-twice = more than one issue has the number { $number }
    .hint = give one another number, with `duban issue set KEY --number NUMBER`; their keys are { $keys }
issue-named-twice = issue { $number } is named twice
issue-needs-title = an issue needs a title
    .hint = add --title TEXT
issue-has-parts = issue { $number } cannot be struck out: it has { $count ->
    [one] a part
   *[other] { $count } parts
}: { $parts }
    .hint = strike them out too, or move them with `duban issue set NUMBER --parent ''`
number-taken = the number { $number } is taken
    .hint = choose another, or look at `duban show { $number }`: it may be the same issue
number-unfit = `{ $found }` cannot be a number
    .hint = a number has no blank and none of / # @ in it
parent-circle = issue { $parent } stands below issue { $number } and cannot be above it
lead-several = { $count } responsible leaders are named, and an issue should have one: `duban issue set NUMBER --lead NAME`
done-without-stage = issue { $number } has a day of completion, but its stage is not done
issue-closed-dates = issue { $number } is struck off, its limit and its days of beginning and end stay as they are
    .hint = what was struck off by mistake is taken back with `duban undo`; to rectify it anew, use `duban issue reopen { $number }`
issue-due-moved = note: the limit of issue { $number } goes from { $was } to { $limit } without counting as an extension; one that was granted is entered with `duban issue extend { $number }`
issue-closed-stage = issue { $number } is struck off: its stage stays done
    .hint = if it has to be put right again: duban issue reopen { $number }
stage-unknown = `{ $found }` is not a stage
    .hint = write not_started, in_progress, basically_done or done
stage-is-closing = `{ $found }` speaks of the striking off, not of the stage
    .hint = write done, and apply for the striking off
closing-unknown = `{ $found }` is not a state of closing
    .hint = write none, applied, returned or closed
pace-unknown = `{ $found }` is not a pace
    .hint = write ahead, on_schedule, behind or overdue
percent-unfit = `{ $found }` is not a percentage
    .hint = write a whole number from 0 to 100
date-passed-this-year = `{ $text }` has no year, and this year it has passed ({ $day })
    .hint = write the year, such as { $next }年{ $text }

# Owners
owner-unknown = there is no owner `{ $name }`
    .hint = see `duban owner list`
owner-unknown-like = there is no owner `{ $name }`
    .hint = similar names: { $like }; `duban owner list` has them all
owner-new = { $dry ->
    [yes] would make a new
   *[no] made a new
} { $sort ->
    [person] person
   *[unit] unit
}: { $name }
owner-new-like = { $dry ->
    [yes] would make a new
   *[no] made a new
} { $sort ->
    [person] person
   *[unit] unit
}: { $name }, much like { $like }
    .hint = { $dry ->
        [yes] if it is the same, use the name that is there
       *[no] if it is the same: `duban owner merge { WORD($name) } { WORD($first) }`, or `duban undo` and enter it again
    }


# Inspections and areas
inspection-none = there is no inspection `{ $code }`; the ledger has none yet
    .hint = enter it with `duban inspection add { $code }`
inspection-twice = more than one inspection has the code `{ $code }`
    .hint = strike one of them out
area-none = there is no area `{ $title }`; the ledger has none yet
    .hint = enter it with `duban area add`
area-unknown = there is no area `{ $title }`
    .hint = there is: { $known }
area-ambiguous = `{ $title }` may be more than one area
    .hint = write more of it: { $titles }
member-unknown = issue { $number } has no { $kind } `{ $found }` (there are { $count })
    .hint = see `duban show { $number }`

# The ledger file
ledger-begun = a new ledger has been begun: { $path }
init-exists = { $path } is a ledger already
init-dry = Dry run: a new ledger would be begun: { $path }
store-missing = there is no ledger { $path }
    .hint = begin one with `duban init`, or name the file with --db
store-is-folder = { $path } is a folder, not a ledger
    .hint = name the file with --db
store-not-ours = { $path } is no ledger; it was left as it is
    .hint = name the ledger with --db
store-no-database = this file is no ledger
    .hint = name the ledger with --db
store-on-share = { $path } lies on a network share ({ $kind }), where two writers would spoil it
    .hint = keep the ledger on a disk of this machine; several offices keep in step with `duban sync` through that share
store-newer = the ledger was written by a newer version ({ $found }, this one knows { $known })
    .hint = bring the program up to date
store-old-read-only = { $path } is of an older version and cannot be written to bring it up to date
    .hint = copy it to where it can be written
store-migration = the ledger could not be brought up to date: { $cause }
    .hint = a copy of it as it was lies beside it
store-busy = the ledger is in use
    .hint = try again in a moment
store-disk-full = the disk is full; nothing was written
    .hint = make room and try again
store-read-only = the ledger cannot be written where it lies
    .hint = check the permissions of the file and its folder
check-unreadable = the file cannot be read through, nor checked: { $what }
    .hint = restore the latest backup, and keep this file for now
store-io = the file of the ledger could not be read or written; the disk may be full, over its quota or broken: { $cause }
    .hint = make room, check the disk and the quota, and run it again; nothing is left half written
store-damaged = the ledger is damaged: { $what }
    .hint = see `duban check`, and restore a backup
store-cannot-open = the ledger cannot be opened: { $path }: { $cause }
    .hint = check the path and its permissions
store-shut = the ledger cannot be opened: permission is denied, or its folder cannot be written
    .hint = check the permissions of the file and its folder
store-malformed = the file is incomplete or was tampered with
store-sqlite = the database says: { $cause }
absorb-broken = it is broken or was altered
    .hint = ask for it again
absorb-chain = number { $number } does not follow from the one before it
    .hint = ask for it again
absorb-fork = { $replica } has two different entries { $number }: a copy of its ledger was written to
absorb-other-ledger = it belongs to another ledger ({ $ledger })
absorb-unreadable = it cannot be read: { $cause }
file-unreadable = cannot read { $path }: { $cause }
    .hint = check the path and its permissions
file-unwritable = cannot write { $path }: { $cause }
    .hint = check the path, its permissions and the room on the disk
out-stdout = cannot print: { $cause }
config-bad = { $path } does not fit: { $cause }
    .hint = it may set author, db, lang and, for sending, [notify] (see docs/sending.md)
cause-not-found = there is no such file or folder
cause-denied = permission is denied
cause-read-only = its disk is read-only
cause-full = there is no room on the disk
cause-is-folder = it is a folder, not a file
cause-no-folder = a part of the path is not a folder
cause-exists = there is a file of that name
cause-other = { $cause }
no-random = the system gives no random numbers: { $cause }

# Commands on the other records
cmd-progress = Progress, as it was reported
cmd-progress-add = Enter a return on an issue
cmd-progress-list = List returns, the newest first
cmd-progress-set = Change a return
cmd-progress-void = Strike out a return; asks for --reason
cmd-milestone = Measures and their dates
cmd-milestone-add = Enter a measure
cmd-milestone-list = List measures
cmd-milestone-set = Change a measure, such as its day of completion
cmd-milestone-void = Strike out a measure; asks for --reason
cmd-indicator = Figures
cmd-indicator-add = Enter a figure
cmd-indicator-list = List figures
cmd-indicator-set = Change a figure
cmd-indicator-void = Strike out a figure; asks for --reason
cmd-rule = Rules that were issued
cmd-rule-add = Enter a rule or plan
cmd-rule-list = List rules
cmd-rule-set = Change a rule
cmd-rule-void = Strike out a rule; asks for --reason
cmd-owner = Owners: people and units
cmd-owner-add = Enter an owner
cmd-owner-list = List owners and how many issues they have
cmd-owner-show = Show one owner and its issues
cmd-owner-set = Change an owner
cmd-owner-merge = Say that the first is another name of the second
arg-alias = Another name it goes by; may be repeated
owner-alias-taken = `{ $name }` is a name of { $known } already
    .hint = if they are the same: `duban owner merge { WORD($known) } { WORD($of) }`
import-as-kind = nobody is called "{ $found }": --as says who acts
    .hint = what the file is, is said with `--kind { $found }`
author-unknown = nobody says who acts; the log will have "-"
    .hint = add --as NAME, or set DUBAN_AUTHOR
as-of-check = `check` proves the whole ledger and takes no --as-of
    .hint = leave it out; `duban list --as-of DAY` shows a day
log-cut = only the newest { $shown } entries are listed; for older ones: duban log -n { $more }
inspection-kind-inspection = inspection
inspection-kind-audit = audit
inspection-kind-environment = environmental inspection
inspection-kind-other = other
cmd-owner-void = Strike out an owner entered by mistake; asks for --reason
cmd-inspection = Inspections and audits
cmd-inspection-add = Enter an inspection
cmd-inspection-list = List inspections
cmd-inspection-show = Show one inspection
cmd-inspection-set = Change an inspection
cmd-inspection-void = Strike out an inspection entered by mistake; asks for --reason
cmd-area = Areas: the headings of the findings
cmd-area-add = Enter an area
cmd-area-list = List areas
cmd-area-set = Change an area
cmd-area-void = Strike out an area entered by mistake; asks for --reason

# What the other records have
arg-progress = Which return: 8@2019-12-09
arg-percent = Percent, 0 to 100
arg-progress-add-text = What was done
arg-progress-set-text = What was done
arg-next = What comes next
arg-obstacle = What stands in the way
arg-help-needed = What others must decide or give
arg-progress-add-unit = The unit that reports
arg-progress-set-unit = The unit that reports
arg-on = Day; without it, today
arg-progress-set-on = The day it speaks of instead
arg-since = Only those since this day
arg-measure = Which measure: 8#2 is the second of issue 8
arg-milestone-add-text = What is to be done
arg-milestone-set-text = What is to be done
arg-deliverable = What shows that it was done
arg-indicator = Which figure: 8#2, or 8#NAME
arg-indicator-add-name = What is counted; a part of a whole as WHOLE/PART: the month checks that the parts add up
arg-indicator-set-name = What is counted
arg-value = How many or how much, with its unit: 66.57万元
arg-total = Of how many
arg-indicator-add-unit = Unit, such as 万元
arg-indicator-set-unit = Unit, such as 万元
arg-qualifier = How exact it is, such as 余 or 近
arg-indicator-set-on = The day it speaks of
arg-rule = Which rule: 8#1, or 8#TITLE
arg-rule-add-title = Its title
arg-rule-set-title = Its title
arg-rule-add-number = Document number
arg-rule-set-number = Document number
arg-rule-add-on = Day on which it was issued
arg-rule-set-on = Day on which it was issued
arg-issuer = Who issued it
arg-person = It is a person (--person=false: a unit)
arg-post = Post
arg-phone = Telephone
arg-email = Email
arg-rename = New name
arg-inspection-set-rename = New code
arg-area-set-rename = New heading
arg-from = The other name
arg-into = The name that stays
arg-code = Code of the inspection, such as 2019-sw
arg-inspection-add-name = Full name
arg-inspection-set-name = Full name
arg-kind = Kind, such as 巡视 or 审计
arg-inspector = Who inspected
arg-inspected = Who was inspected
arg-inspection-add-from = First day
arg-inspection-add-to = Last day
arg-inspection-add-due = By when the rectification is due
arg-inspection-add-issuer = Who issues the reports
arg-inspection-add-contact = How the public reaches the office
arg-inspection-set-from = First day
arg-inspection-set-to = Last day
arg-inspection-set-due = By when the rectification is due
arg-inspection-set-issuer = Who issues the reports
arg-inspection-set-contact = How the public reaches the office
arg-feedback = Day on which the findings were handed over
arg-plan-due = By when the plan is due
arg-report-on = Day of the report on the rectification
arg-area-add-title = Heading
arg-area-set-title = Which area: heading, label or a part of the heading
arg-area-void-title = Which area: heading, label or a part of the heading
arg-area-list-inspection = Only those of this inspection
arg-label = Label, such as （一）
arg-position = Its place
value-member = ISSUE#N
value-return = ISSUE@DAY
value-percent = PERCENT
value-amount = AMOUNT

# Lists of the other records
records-none = There is nothing to list.
labelled = { $label }: { $text }
value-person = person
value-office = unit
column-name = Name
column-sort-of = Kind
column-post = Post
column-phone = Telephone
column-email = Email
column-roles = Issues
column-aliases = Also called
column-role = Role
owner-tasks = Issues ({ $count })
column-code = Code
column-kind = Kind
column-inspector = Inspected by
column-inspected = Inspected
column-from-on = From
column-to-on = To
column-feedback-on = Feedback
column-plan-due = Plan due
column-inspection-due = Due
column-report-on = Reported
column-issuer = Issuer
column-public-contact = Contact
column-issues = Issues
column-label = Label
column-heading = Area
column-which = No.
column-total = Of
column-unit = Unit

# Rules about the other records
owner-taken = there is an owner `{ $known }` already
    .hint = see `duban owner show { WORD($known) }`
owner-rename-taken = `{ $name }` cannot be the new name: there is an owner `{ $known }`
    .hint = if they are the same, use `duban owner merge`
merge-itself = `{ $name }` is itself, there is nothing to merge
    .hint = give two names: the other name first, then the one that stays
merge-circle = `{ $into }` is another name of `{ $from }` already, so it cannot be the other way round too
    .hint = to change the name that stays: `duban owner set { WORD($from) } --rename NAME`
owner-in-use = `{ $name }` cannot be struck out: it has a part in { $count ->
    [one] 1 issue
   *[other] { $count } issues
}: { $issues }
    .hint = rename it with `duban owner set { WORD($name) } --rename`, or merge it with `duban owner merge`
owner-has-aliases = `{ $name }` cannot be struck out: `{ $alias }` is another name of it
    .hint = strike out the other name first, or merge it into another owner
code-taken = the code `{ $code }` is taken
    .hint = see `duban inspection show { $code }`
code-unfit = `{ $found }` cannot be a code
    .hint = a code has no blank and none of # @ in it, such as 2019-sw
inspection-in-use = inspection { $code } cannot be struck out: issues { $issues }, areas { $areas }
    .hint = strike out or move its issues and areas first
area-taken = there is an area `{ $title }` already
area-in-use = area `{ $title }` cannot be struck out: it has { $count ->
    [one] 1 issue
   *[other] { $count } issues
}
    .hint = move them with `duban issue set NUMBER --area TITLE`
progress-empty = a return says something or gives a percentage
    .hint = add --text or --percent
progress-ahead = { $day } lies ahead of today, { $today }: nothing can be reported of it
progress-day-taken = { $unit } has reported on issue { $number } on { $day } already
    .hint = there is one return a day; to change it: `duban progress set { WORD($name) }`
progress-day-taken-bare = issue { $number } has a return of { $day } already, which names no unit
    .hint = to change it: `duban progress set { WORD($name) }`; if another unit reports, add --unit
progress-none = issue { $number } has no return yet
    .hint = enter one with `duban progress add { $number }`
progress-unknown = issue { $number } has no return of { $day }
    .hint = there are returns of { $days }
progress-several = several units reported on issue { $number } on { $day }
    .hint = add the unit: { $names }
percent-down = note: issue { $number } goes back from { $from }% to { $to }%
progress-closed = note: issue { $number } is struck off; this return is kept and changes nothing
progress-not-started = note: the stage of issue { $number } is still not started; --stage in_progress changes it
indicator-over = { $value } is more than the total of { $total }; check them, or correct it with --total
log-duty-new = issue { $issue }: { $role } + { $owner }
log-duty-gone = issue { $issue }: { $role } − { $owner }

# Rules about the other records
log-created-bare = new { $subject }

# Rules about the other records
parent-number-kept = { $number } becomes a part of { $parent } and keeps its number; to give it a new one, add --number { $next }
parent-itself = issue { $number } cannot be a part of itself

# At the end of a help page
more-issue-add = Names in one option are separated by 、 or ; or the option is repeated.
    A limit may be written as in documents: 2019年12月底前, 11月底, 立行立改, 长期坚持.
more-issue-set = Names in one option are separated by 、 or ; the new list replaces the old one.
    An empty option empties what it sets: --due ''.
more-owner-merge = After `duban owner merge A B` whoever writes A means B.

# Spreadsheets in and out
arg-year = Year of dates without one; else that of the cut-off date in the sheet
arg-theirs = Where both have changed a cell, the file holds
arg-ours = Where both have changed a cell, the ledger holds
value-kind = KIND
value-year = YEAR
value-heading-column = HEADING=COLUMN
arg-bad-year = `{ $found }` is not a year
    .hint = write it like 2019
in-file = { $file }: { $why }
sheet-line = { $file }, { $at }: { $why }
sheet-at-cell = { $cell }
sheet-at-row = row { $rows }
sheet-at-row-of = sheet { $sheet }, row { $rows }
sheet-cell = { $file }, { $cell }, { $heading }: { $why }
# import, export
cmd-import = Take in a ledger sheet or a published report
arg-import-files = Ledgers (XLSX, XLS, ODS, CSV) or a report (DOCX, text); - is stdin
arg-import-kind = report or ledger; else told by its content
arg-import-inspection = Code of its inspection; a report may begin one
arg-import-year = Year of dates without one; else that of the sheet
arg-import-theirs = Where both sides differ, the file holds
arg-import-ours = Where both sides differ, the ledger holds
cmd-export = Write the ledger as a sheet that can be edited and taken in again, or its limits as a calendar
arg-export-file = Where to write; standard output when left out or -
arg-export-inspection = Only this inspection, by code
value-month = MONTH
csv-encoding = not { $encoding } text (byte { $offset } fits nothing)
    .hint = save it as "CSV UTF-8" from the spreadsheet program
csv-binary = not a text file
    .hint = save the sheet as XLSX or CSV
csv-broken = unreadable from line { $line } on: { $cause }
    .hint = most likely a quotation mark is not closed; look at this line
csv-cell-too-long = line { $line } has a cell of { $length } bytes, the limit is { $limit }
    .hint = most likely a quotation mark is not closed and the following lines went into the cell
sheet-no-header = no header row found: none of the first rows has headings we know; it begins: { $found }
    .hint = a header needs a column for the problem (问题) and one more, such as 编号, 责任单位 or 整改时限
sheet-no-title = line { $line }: the header has no column for the problem; it reads: { $found }
    .hint = name the column for the problem: --set 'HEADING=title'
sheet-by-context = column { $heading } was taken as { $column }, judging by what stands around it (else --set '{ $heading }=COLUMN')
sheet-heading-twice = { $heading } stands over two columns ({ $first } and { $second }); the second is kept as { $kept }
sheet-bad-status = `{ $found }` is not a status we know
    .hint = write 未启动, 整改中, 基本完成 or 已完成 (not started, in progress, basically done, done)
sheet-bad-closed = `{ $found }` does not say whether it was struck off
    .hint = write 是 or 否 (yes or no)
sheet-bad-percent = `{ $found }` is not a share from 0 to 100
    .hint = write a whole number, such as 60 or 60%
sheet-key-bad = `{ $found }` is not a key
    .hint = leave the key column as it is; for a new issue leave the cell empty
sheet-key-unknown = the key is not of this ledger
    .hint = check that the sheet was exported from this ledger; to add it as a new issue, unhide the last column and empty its key
sheet-base-unknown = this row was exported from { $found }, which never came here
    .hint = sync first; or empty the key column, and rows are matched by number
sheet-issue-twice = row { $first } already is issue { $number }, and so is this one, as if it was copied
    .hint = if it is a new issue, empty its key (the last column, hidden) and its number; else leave one row
sheet-number-twice = number { $number } already stands in { $first }
    .hint = give each issue its own number
sheet-number-taken = number { $number } is "{ $other }" in the ledger, but "{ $title }" in the sheet
    .hint = if it is the same issue, give it the same title; else give it another number
sheet-no-title-cell = this row names no problem
    .hint = delete it if it is a signature or a remark; the heading of an area goes into the column of areas
sheet-key-moved = this row has the key of issue { $mine }, but says what issue { $number } "{ $title }" is, as if the sheet was sorted without its hidden key column
    .hint = sort the sheet together with its last column, which is hidden; or empty that whole column, so that rows are matched by number and title
sheet-unit-above = the sheet has no column of units: the unit of new issues is the one that sent it, { $unit }
sheet-needs-year = { $count ->
    [one] 1 date has
   *[other] { $count } dates have
 } no year (the first one { $cell } "{ $found }"), and the sheet names no day that it speaks of
    .hint = add --year, such as --year { $year }
sheet-near-asked = “{ $title }” is near to issue { $number } “{ $other }”; there is no telling whether it is the same
    .hint = add --same '{ $row }={ $number }' if it is, --new '{ $row }' if it is new; --same all or --new all for all that are near
sheet-same-unknown = the ledger has no issue { $number }
    .hint = --same takes ROW=NUMBER; duban list shows the numbers
answer-row-unknown = row { $row } is no issue; --same and --new take the numbers of rows in the sheet
    .hint = count as the spreadsheet does; where there are several sheets, write SHEET!ROW
same-form = `{ $found }` is not ROW=NUMBER
    .hint = such as --same 5=8: row 5 is issue 8; all for every row that is near
new-form = `{ $found }` is not the number of a row
    .hint = such as --new 5: row 5 is a new issue; all for every row that is near
sheet-other-ledger = no key is of this ledger: the sheet was exported from another one
    .hint = import it there (--db); to take it in here, unhide the last column and empty it
sheet-columns-gone = the sheet lacks these columns; what the ledger has there stays: { $headings }
sheet-hidden-columns = some columns are hidden in the sheet, and were read: { $headings } (else --set 'HEADING=ignore')
sheet-last-month = { $column } has a column for each month; { $heading }, the last that is filled in, is taken, and { $others } kept as they are
sheet-meaning-second = of two columns of one meaning the first is taken, the second kept as it is: { $headings }
sheet-day-above = the sheet speaks of { $day }: { $used ->
    [day] returns are of that day, and dates without a year of { $year }
   *[year] that day has not come, so returns are of today; dates without a year are of { $year }
}
sheet-sender = the sheet is from { $unit }; its returns are entered as theirs
sheet-starred = { $heading } has { $count ->
    [one] one number with a star; it was taken off
   *[other] { $count } numbers with a star; it was taken off
} and kept as 重点件
sheet-applied = { $count ->
    [one] one issue says that striking off is applied for
   *[other] { $count } issues say that striking off is applied for
} ({ $numbers }); the state is taken, but a sheet is no application: duban issue apply { WORD($first) } --reason WHY
sheet-no-rows = there is no issue below the header
    .hint = see whether an empty sheet was sent, or another file was meant
file-cut-off = the file is not whole, as if it was not sent to its end
    .hint = ask for it again
docx-as-sheet = it is named like a spreadsheet, but is a document of a word processor, and no report was found in it
    .hint = ask for it as XLSX; if it is a report, see that its headings stand on lines of their own
marked-kind = the marked sheet is an XLSX, and “{ $path }” is not named like one
    .hint = end it in .xlsx, such as --report back.xlsx
profile-not-saved = something has to be said first; the form “{ $name }” was not kept
import-ask-more = Go on with options (such as --set 'HEADING=COLUMN', --year 2024, --same 5=8), or leave it with Enter:
import-answer-bad = “{ $found }” was not understood: { $why }
mapping-asked = (to be said)
mapping-hidden = { $letter } (hidden)
mapping-counted = only counts rows; matched by title
arg-import-same = Say which issue a row is, such as 5=8; all for every row that is near (repeatable)
arg-import-fresh = Say which row is a new issue, such as 5; all for every row that is near (repeatable)
value-row-number = ROW=NUMBER
value-row = ROW
sheet-near-profile = the headings are nearly those of the form { $profile }, but for: { $headings }; some columns mean something else in that form
    .hint = add --profile { $profile } if it is that form, --profile - if it is not
sheet-which-inspection = the ledger has several inspections ({ $codes }), and the sheet does not tell which one it belongs to
    .hint = add --inspection with one of the codes; --inspection - if it belongs to none
sheet-inspection-found = all that the sheet has in common with the ledger is in { $code }: taken as of that inspection
sheet-sections = these rows were taken as headings of areas for the issues below them: { $rows }
sheet-meaning-twice = { $first } and { $second } both seem to be { $column }; there is no telling which one counts
    .hint = add --set '{ $second }={ $name }' to take the second one, --set '{ $second }=own' to take the first
set-heading-unknown = there is no column { $found }
    .hint = the columns of the sheet: { $known }
sheet-closes = issue { $number } cannot be struck off, or put back, by a sheet
    .hint = striking off needs a check; put the cell back and import again
import-ask = Import it like this? [Y/n, or options to read it otherwise, such as --set 'HEADING=COLUMN']
import-declined = nothing imported
import-done = { $file }: { $new } new, { $changed } changed, { $unchanged } unchanged,{ $disputed ->
    [0] {""}
   *[other] {" "}{ $disputed } changed on both sides,
} { $missing } not in the file
import-nothing = the ledger stays as it was
import-conflicts-kept = { $count ->
    [one] one cell that both sides wrote is
   *[other] { $count } cells that both sides wrote are
} kept with both values; settle them: duban conflict list
export-done = { $count ->
    [one] 1 issue
   *[other] { $count } issues
 } written: { $path }
preview-title = Import preview: { $file }
preview-columns = Columns taken as: { $columns }
preview-own = Columns kept as they are: { $columns }
preview-new = New
preview-changed = Changed
preview-unchanged = Unchanged
preview-conflicts = Written by both sides
preview-missing = Not in the file
preview-problems = Problems
preview-heading = Column
preview-problem = Problem
inspection-unknown-of = there is no inspection `{ $code }`
    .hint = there is: { $known }
preview-base = Exported
preview-theirs = Sheet
preview-ours = Ledger
preview-more = { $count } more, see --format json
# workbooks
preview-line = Line
preview-cell = Cell
preview-questions = To be said first
preview-near = {" "}(near { $issue })
mapping-title = How the columns were read: { $file }
mapping-letter = Column
mapping-column = Taken as
mapping-samples = Examples
mapping-own = (kept as it is)
files-file = File
files-unit = From
files-rows = Rows
files-same = the same as one before
marked-sheet = Problems
marked-failed = { $path } cannot be written: { $cause }
    .hint = take another name, or mend what is too long or too much in the sheet first
marked-done = { $count ->
    [one] 1 cell is
   *[other] { $count } cells are
 } marked in { $path }
book-broken = the workbook cannot be read: { $cause }
    .hint = open it, save it as XLSX and import that; if it does not open, ask for it again
book-locked = the workbook has a password
    .hint = open it, take the password off, save it and import again
book-too-large = unpacked, the workbook is over { $limit } MB and was not read
    .hint = see whether this is the right file; part a large one into several
book-too-many-cells = its sheets have more than { $limit } cells, and none was read
    .hint = delete empty rows and columns beside the data, or part the file
book-empty = the workbook is empty
    .hint = see whether this is the right file; a hidden sheet has to be named with --sheet
book-no-ledger = no sheet has a header we know; { $sheet }: { $why }
    .hint = name the sheet with --sheet and columns with --set 'HEADING=COLUMN'
book-no-report = a workbook cannot be taken as a report
    .hint = leave --kind report out
book-sheet-unknown = there is no sheet "{ $sheet }"
    .hint = there are: { $sheets }
book-sheet-hidden = sheet "{ $sheet }" is hidden and was not read (add --sheet to read it)
book-sheet-passed = sheet "{ $sheet }" holds no ledger that we know and was not read
in-sheet = { $sheet }: { $what }
cell-formula-error = the formula failed: { $found }
    .hint = mend the formula, or write what it should say
cell-formula-unknown = the formula has no result yet: ={ $formula }
    .hint = open the workbook, save it once, and import again
cell-figures-lost = a number of more than { $figures } figures: the spreadsheet has dropped the last ones
    .hint = set the format to text first, then type it again from the original
sheet-by-profile = the form { $profile } was recognised
sheet-second-header = row { $line } is another header, with other columns than the one above
    .hint = put the two tables on sheets of their own
sheet-renamed = column { $heading } says what { $column } says and was taken as it under another name
sheet-chosen-twice = { $first } is taken as { $column } already; a field has one column
    .hint = to take { $heading } instead, add --set '{ $first }=own'
sheet-mixed-column = { $heading } holds states in some cells and accounts in others ({ $statuses } of { $cells } are states)
    .hint = say which: --set '{ $heading }=status' or --set '{ $heading }=progress'
sheet-two-roles = { $heading } holds two kinds of units (or of people) that cannot be told apart
    .hint = say what all of them are: --set '{ $heading }=lead_unit' (or unit, support, lead_leader, leader, contact)
sheet-counted = the numbers (序号) begin again inside the file, so they only count rows; issues are matched by title
sheet-similar = { $cell } "{ $title }" was taken as issue { $number } "{ $other }"
sheet-told-before = { $cell }: issue { $number } has the same report of { $day }; it was not entered again
sheet-measures-go = { $cell }: the sheet leaves out measures of issue { $number }, which are struck out: { $texts }
sheet-measures-stay = { $cell }: issue { $number } has measures that are not in the sheet; they stay: { $texts }
import-two-leaders = both sides changed the responsible leader of issue { $number }; both stand for now: { $names }
    .hint = the rule is one: `duban issue set { $number } --lead NAME`
owners-new = { $dry ->
    [yes] would make
   *[no] made
} { $count } new units and people: { $names }
area-new = { $dry ->
    [yes] would make a new
   *[no] made a new
} area: { $title }
sheet-near = { $cell } "{ $title }" became a new issue, but is near issue { $number } "{ $other }"; if it is the same one, undo, give it the same title and import again
sheet-title-twice = "{ $title }" already stands in { $first }
    .hint = keep one row for each issue; of a summary and its parts import one: --sheet NAME
profile-unknown = there is no form "{ $name }"
    .hint = there are: { $known }; keep one with import FILE --map --save-profile NAME
profile-saved = the form { $name } is kept; files with the same header will be read so
set-form = "{ $found }" is not HEADING=COLUMN
    .hint = such as --set '存在问题=obstacle'; a letter does for the heading: --set 'D=due'
set-column-unknown = there is no column "{ $found }"
    .hint = write a heading of the ledger (问题, title) or a name (title, due, lead_unit); own keeps it as it is, ignore leaves it out
import-one-file-only = --map, --report, --save-profile, --same and --new take one file
    .hint = take one file after the other
import-report-alone = this is a report, not a ledger
    .hint = import reports by themselves
import-same-file = { $file } is the very same as { $first } and was not taken again
import-two-versions = { $file } and { $first } changed the same issues, as two versions of one sheet do; the later one stands, duban log shows both
arg-import-sheet = Read this sheet only (may be given several times)
arg-import-map = Only show how the columns are read
arg-import-set = What a column is: D=due, note2=ignore (several times)
arg-import-profile = Read the columns by a form that was kept
arg-import-save-profile = Keep how the columns were read as a form
arg-import-report = Write the sheet with its problems marked here (XLSX)
cmd-cron = The dispatch that runs by itself: each morning it looks whether one is due
cmd-cron-install = Plan it in the user's crontab; its other lines stay
cmd-cron-show = Show the line that is planned
cmd-cron-remove = Take it away
arg-cron-install-at = Time of day, the setting dispatch.hour if left out
arg-cron-install-systemd = Print a timer of systemd instead
cmd-directive = Directives: what a leader ordered, until it is done
cmd-directive-add = Enter one
cmd-directive-list = List them
cmd-directive-done = Enter that one is done
cmd-directive-set = Change one
cmd-directive-void = Strike one out
arg-directive-add-text = What is to be done
arg-directive-add-to = The unit or person who is to do it
arg-directive-add-on = The day it was given, today if left out
arg-directive-add-issue = The issue it is about
arg-directive-add-due = By when
arg-directive-add-by = The leader who gave it
arg-directive-list-issue = Only those on this issue
arg-directive-list-to = Only those to this unit or person
arg-directive-list-open = Only those not done
arg-directive-done-number = Its number, such as 2019-3
arg-directive-done-result = What came of it
arg-directive-done-on = The day it was done, today if left out
arg-directive-set-number = Its number, such as 2019-3
arg-directive-set-text = What is to be done
arg-directive-set-to = The unit or person who is to do it
arg-directive-set-result = What came of it
arg-directive-set-done = The day it was done; '' for not done
arg-directive-set-issue = The issue it is about
arg-directive-set-due = By when
arg-directive-set-by = The leader who gave it
arg-directive-void-number = Its number, such as 2019-3
cmd-notice = Notices: 提醒函, 督办单, 约谈, 通报
cmd-notice-issue = Issue one, under the next number of its kind
cmd-notice-answer = Enter the answer to one
cmd-notice-list = List them
cmd-notice-show = Show one
cmd-notice-void = Strike one out; its number is not given again
arg-notice-issue-issues = The issues it is about
arg-notice-issue-kind = reminder, supervise, talk or circular
arg-notice-issue-to = The unit addressed; several get one each, each with its number
arg-notice-issue-title = Its title
arg-notice-issue-text = What it demands
arg-notice-issue-on = The day it is issued, today if left out
arg-notice-issue-answer-by = The day by which an answer is wanted
arg-notice-issue-days = Working days to answer; 0 for no answer
arg-notice-answer-notice = Its number: 督〔2019〕3号, or 督3
arg-notice-answer-text = What was answered
arg-notice-answer-on = The day of the answer, today if left out
arg-notice-list-issue = Only those about this issue
arg-notice-list-to = Only those to this unit
arg-notice-list-kind = Only this kind
arg-notice-list-open = Only those without an answer
arg-notice-show-notice = Its number: 督〔2019〕3号, or 督3
arg-notice-void-notice = Its number: 督〔2019〕3号, or 督3
cmd-setting = What the office does its own way: days, limits, names
cmd-setting-list = List them
cmd-setting-set = Set one
cmd-setting-void = Go back to the default
arg-setting-set-setting = The setting, such as return.hour
arg-setting-set-value = The value
arg-setting-void-setting = The setting
cmd-words = The office's own words for a state
cmd-words-list = List them
cmd-words-add = Enter a word and what it means
cmd-words-void = Take a word away
arg-words-add-word = The word, such as 正在走程序
arg-words-add-stage = What it means: not_started, in_progress, basically_done, done
arg-words-void-word = The word
cmd-profile = Forms of senders (kept with import --save-profile)
cmd-profile-list = List them
cmd-profile-show = Show the columns of a form
cmd-profile-void = Take a form away
arg-profile-show-name = Name of the form
arg-profile-void-name = Name of the form
value-word = WORD
column-status-word = Word
column-means = Meaning
column-profile = Form
column-headings = Headings
mapping-ignored = (left out)
setting-gone = no longer used
word-known = "{ $word }" is known already: { $stage }
    .hint = there is nothing to enter
word-unknown = "{ $word }" was never entered
    .hint = entered are: { $known }
# dispatch, supervision
cmd-dispatch = The week: what is overdue, due, silent, and waiting to be checked
arg-dispatch-lead = Only this responsible leader
arg-dispatch-unit = Only this unit
cmd-dispatch-open = Open the round of the week: its number, whom it asks, and what
cmd-dispatch-sheets = Make the sheets to be filled in, one for each unit
cmd-dispatch-collect = Take in the sheets that units sent back
cmd-dispatch-send = Send each unit its message and sheet, once on each channel
cmd-dispatch-run = Open, send and remind if it is the day for it; for cron
arg-dispatch-send-channel = mail, outbox, stdout …; all that are set up if left out
arg-dispatch-send-only = Only to this unit
arg-dispatch-send-round = Which round, the newest if left out
arg-dispatch-send-again = Send again to this unit what was refused or is unknown
arg-dispatch-send-arrived = Enter that this unit has got what is unknown
arg-dispatch-send-take-over = Let this copy of the ledger send from now on
arg-dispatch-run-if-due = Say nothing when there is nothing to do
cmd-dispatch-status = Who has returned, and who has not
cmd-dispatch-close = Close the round
cmd-dispatch-list = List the rounds
cmd-dispatch-show = Show what a round asked and got
arg-dispatch-open-week = Any day of the week it is for, this week if left out
arg-dispatch-open-reopen = Open it again though it was closed
arg-dispatch-sheets-folder = The folder they go to: a new or an empty one
arg-dispatch-sheets-round = Which round, the newest if left out
arg-dispatch-sheets-unit = Only that of this unit
arg-dispatch-collect-files = The sheets: XLSX, ODS, XLS or CSV
arg-dispatch-collect-on = The day they were returned, today if left out
arg-dispatch-collect-late = Take sheets of earlier rounds and of closed ones
arg-dispatch-status-round = Which round, the newest if left out
arg-dispatch-close-round = Which round, the newest if left out
arg-dispatch-show-round = Which round, the newest if left out
cmd-supervise = The month: the figures as they stood at its end
arg-supervise-month = Which month, such as 2019-11 (else this one)
arg-bad-month = `{ $found }` is not a month
    .hint = write it like 2019-11
month-understood = `{ $text }` has no year: taken as { $month }
supervise-future = { $month } has not come yet: today is { $today }
error-more = and { $count } more
# importing a report
import-neither = neither a ledger nor a report. As a ledger: { $ledger }. As a report: { $report }
    .hint = a ledger needs a header row; a report needs headings such as （一）…方面 and 1.关于…的问题; say which it is with --kind report or --kind ledger
import-no-outline = no heading of an issue, an area or a section of findings was found
    .hint = headings such as （一）…方面 and 1.关于…的问题 should begin a line
import-unsure = { $file }: { $count } places are not sure, nothing was imported (lines { $lines })
    .hint = look at what was read with --dry-run; if it is right, import with --yes, else correct the file
import-ask-unsure = some places are not sure; import this all the same? [y/N]
import-line = { $file }, line { $line }: { $message }
import-report-done = { $file } → { $code }: { $new } new issues, { $parts } new sub-issues, { $filled } filled in, { $unchanged } unchanged
import-numbered = line { $line }: `{ $title }` is numbered { $number }
import-overwritten = { $count } values differed from the ledger and were overwritten with those of the report
import-differing-left = { $count } values differ from the ledger, which was left as it is
    .hint = --theirs takes those of the report, --ours keeps those of the ledger
file-empty = the file is empty
    .hint = is it the file that was meant?
file-old-office = this is an Office file of the old kind (DOC, XLS, WPS), or one with a password
    .hint = take the password off and save a report as DOCX, a sheet as XLSX
file-pdf = this is a PDF, which cannot be read
    .hint = import the DOCX or the text that it was made from
docx-broken = the DOCX cannot be read on: { $cause }
    .hint = open it in a word processor and save it again
docx-locked = the DOCX has a password
    .hint = take the password off first
docx-too-large = the text of the DOCX unpacks to more than { $limit } MB and was not read
    .hint = is it the file that was meant?
docx-is-xlsx = this is an XLSX sheet
    .hint = see whether this is the right file
docx-is-odf = this is an ODF document
    .hint = save a report as DOCX, a sheet as XLSX or ODS
docx-is-zip = this is a zip without the text of a DOCX
    .hint = import the files in it
docx-no-ledger = a DOCX can only be imported as a report
    .hint = save the ledger as XLSX or CSV
report-auto-numbers = { $count } paragraphs are numbered by the word processor; their numbers are not in the text
    .hint = turn automatic numbers into text in the word processor, or save the report as plain text
outline-areas = Areas
outline-issues = Issues
outline-parts = Sub-issues
outline-measures = Measures
outline-rules = Rules and plans
outline-amounts = Amounts (enter by hand)
outline-changes = Changes to the ledger
outline-begins = { $code } (new)
outline-new = New issues
outline-new-parts = New sub-issues
outline-filled = Filled in
outline-unchanged = Unchanged
outline-differing = Differing from the ledger
outline-begun = { $count ->
    [one] 1 issue or sub-issue has
   *[other] { $count } issues or sub-issues have
 } an account but no word on their stage; they enter as in progress
outline-struck = Struck out in the ledger and left so: { $numbers }
outline-problems = To be looked at
outline-unsure = Unsure
outline-theirs = Report
outline-sections = Sections
outline-section = Title
outline-role = About
outline-role-organisation = organisation
outline-role-findings = findings
outline-role-next_steps = next steps
outline-role-other = other
outline-no-area = (no area)
log-gone = { $kind } taken back: { $said }
output-onto-ledger = { $path } is a ledger and is not overwritten
    .hint = choose another name
merge-person-unit = of "{ $from }" and "{ $into }" one is a person and one a unit
    .hint = if that is a mistake, correct it with duban owner set first
sheet-too-wide = line { $line } has { $columns } columns, a spreadsheet has { $limit } at most
    .hint = see whether it is the right file; delete what stands to the right of the data
csv-quote-open = the quotation mark on line { $line } is never closed, and the following rows went into the cell
    .hint = close it and import again
sheet-filled = { $heading }: { $count ->
    [one] 1 blank cell of a new issue was
   *[other] { $count } blank cells of new issues were
 } filled from the row above: { $cells }
sheet-passed = { $count ->
    [one] 1 row is no issue (a total, a signature) and was passed over: line { $lines }
   *[other] { $count } rows are no issues (totals, signatures) and were passed over: lines { $lines }
 }
done-in-future = { $day } has not come yet
    .hint = a day of completion cannot be later than today

## export
arg-export-unit = Only this unit; what the office has laid down is locked
arg-export-each-unit = A file for each unit, in this new folder
arg-export-lead = Only the issues of this responsible leader
arg-export-area = Only the issues of this area
arg-export-columns = Only these columns, such as number,title,due
arg-export-profile = In the headings and order of this form (duban profile)
arg-export-encoding = Encoding of a CSV: utf-8 (the usual one) or gb18030
more-export = A file that ends in .xlsx is a workbook, one in .csv a sheet as text, one in .ics a calendar; on stdout it is CSV, with --format xlsx or ics the others.
    In a calendar each limit is a task and an event of that day, with an alarm; to import it again brings both up to date and doubles nothing.
value-columns = COLUMNS
value-encoding = ENCODING
value-folder = FOLDER
format-no-xlsx = only export writes a workbook
    .hint = for the ledger use duban export ledger.xlsx; here --format csv, json or md
export-format = the ledger is exported as csv, xlsx or ics
    .hint = for JSON or Markdown use duban list --format json or md
export-kind = it does not show what kind of file { $path } is to be
    .hint = let the name end in .xlsx, .csv or .ics, or add --format csv, xlsx or ics
export-kinds-differ = { $path } does not end as --format { $format } does
    .hint = change one: the end of the name, or --format
export-encoding-xlsx = --encoding is for CSV; a workbook has no encodings
export-column-unknown = there is no column “{ $found }”
    .hint = the columns: { $known }
export-column-twice = the column “{ $found }” is named twice
export-as-of = the ledger of { $day } can be no base: an entry dated until then had seen one that is dated later
    .hint = leave --as-of out and export the ledger as it is
export-cell = issue { $number }, { $heading }: { $why }
export-would = would export issues: { $count }, to { $path }
export-folder-taken = there is something in { $path }
    .hint = name a new folder, so that no sheet that a unit sent back is lost
export-units-done = written to { $folder }: { $count ->
    [one] 1 file
   *[other] { $count } files
 }
export-units-would = would be written to { $folder }: { $count ->
    [one] 1 file
   *[other] { $count } files
 }
export-units-file = File
export-units-unit = Unit
export-units-issues = Issues
export-units-nobody = issues without a lead or responsible unit, which are in no file: { $count } ({ $numbers })
workbook-cell-too-long = it has { $length } characters, and a cell of a workbook takes { $limit }
    .hint = export it as CSV, or without this column (--columns)
workbook-too-many-rows = there are more rows than a workbook takes: { $limit }
    .hint = export it as CSV, or in parts with --inspection or --area
workbook-broken = the workbook cannot be made: { $cause }
csv-lacks = GB18030 has nothing for “{ $character }” ({ $code })
    .hint = use --encoding utf-8, or export an .xlsx
export-title = Rectification ledger
export-title-of = { $name }: rectification ledger
export-title-unit = { $title } ({ $unit })
export-sheet = Ledger
export-lists = Lists
export-day = As of
export-day-format = yyyy-mm-dd
export-legend = Red: overdue   Amber: due within 7 days   Green: done   Grey: struck off
export-footer = &CPage &P of &N
export-list-status = States to choose from
export-list-areas = Areas to choose from
export-list-people = People to choose from
export-list-units = Units to choose from
export-check-status = Not one of the usual words. The ledger knows not started, in progress, basically done, done and what is usual for them; an import asks for other words to be changed. Write it all the same?
export-check-list = Not in the list: if it is new, leave it so.
export-check-names = Not in the list. Several names with commas are fine; of a new name, see that it is spelled right.
export-check-due = This is no date. The words of a document will do: 2019年12月底前, 立行立改, 长期坚持. Write it all the same?
export-check-day = Write a day, such as 2019-12-31.
export-check-percent = Write a whole number from 0 to 100, without a percent sign.
export-check-closed = An issue is struck off after it was verified, not in a sheet.
export-check-key = An import knows the row by this key: leave it as it is; for a new issue leave it empty.
# forms
date-after-feedback = “{ $text }” counts from the day the findings were handed over, which the ledger does not know
    .hint = record it first, duban inspection set CODE --feedback DAY, and import again (with --inspection CODE where there are several); or write a date
sheet-counted-from = { $count ->
    [one] 1 cell of “{ $heading }” is
   *[other] { $count } cells of “{ $heading }” are
 } counted from { $day }, when the findings were handed over
sheet-elsewhere = { $count ->
    [one] 1 cell of “{ $heading }”, “{ $found }”, does not say what it asks for and is kept as it stands
   *[other] { $count } cells of “{ $heading }”, such as “{ $found }”, do not say what it asks for and are kept as they stand
 }: rows { $lines }
sheet-done-or-due = every cell of “{ $heading }” is a date: the day by which it has to be done, or on which it was
    .hint = --set '{ $heading }=due' takes it as the limit, --set '{ $heading }=done_on' as the day it was done
sheet-percent-unclear = “{ $heading }” has nothing but 0 and 1: 1 may be one percent or all of it
    .hint = --set '{ $heading }=share' makes 1 all of it, --set '{ $heading }=percent' one percent
sheet-percent-mixed = “{ $found }” may be a share or a percentage: other cells of the column are numbers from 0 to 100
    .hint = write it with a percent sign, such as 50%
sheet-part-alone = { $numbers } came alone: neither the sheet nor the ledger has an issue { $whole } or the like above them

# settings
column-setting = Setting
column-value = Value
column-meaning = What it is
setting-number = `{ $found }` is not a whole number from 0 to { $most }
    .hint = write a whole number, such as 3
setting-weekday = `{ $found }` is not a day of the week
    .hint = write 1 to 7, or 周一
setting-hour = `{ $found }` is not a time of day
    .hint = write it like 17:00
setting-unknown = there is no setting `{ $name }`
    .hint = `duban setting list` shows them
setting-unknown-like = there is no setting `{ $name }`; close to it: { $like }
    .hint = `duban setting list` shows them
setting-untouched = `{ $name }` was never set; its default holds: { $value }
    .hint = to change it: `duban setting set`
setting-office-rectification = offices that may strike an issue off (整改办)
setting-office-supervision = offices that may check and strike off (督查办)
setting-dispatch-weekday = day of the dispatch, 1 for Monday; on a day off, the week's next working day
setting-dispatch-hour = time of day at which it goes out
setting-return-weekday = day of the week by which units return
setting-return-hour = time of day by which units return
setting-ladder-reminder = rounds without a return until a unit is to be reminded; 0 for never
setting-ladder-supervise = rounds without a return until a 督办单 is due; 0 for never
setting-ladder-talk = rounds without a return until a talk is due; 0 for never
setting-notice-days = working days to answer a notice
setting-notice-reminder = word of the number of a 提醒函
setting-notice-supervise = word of the number of a 督办单
setting-notice-talk = word of the number of a call to a talk
setting-notice-circular = word of the number of a 通报
setting-recheck-months = months after striking off until an issue is looked at again; 0 for never
setting-evidence-limit = largest file of evidence, MB
setting-sender = the copy of the ledger that sends; empty for any

# directives and notices
column-directive = Ordered
column-to = To
column-about = About
column-code-of-notice = No.
column-answer-by = Answer by
column-of-issues = Issues
directive-on = given on { $day }
directive-by = given by { $name }
directive-about = of issue { $issue }
directive-result = result: { $text }
directive-unknown = there is no directive { $number }
    .hint = `duban directive list` shows them
directive-unknown-like = there is no directive { $number }; close to it: { $like }
    .hint = `duban directive list` shows them
directive-twice = { $count } directives have the number { $number }: offices gave it without knowing of each other
    .hint = look with `duban log`, strike one out and enter it again
directive-done = directive { $number } was done on { $day }
    .hint = to change the result: `duban directive set { $number } --result`
directive-one-addressee = a directive goes to one unit or person; here are: { $found }
    .hint = enter one for each
document-unfit = `{ $found }` is not the number of a document
    .hint = write 督〔2019〕3号, 督2019-3 or 督3
notice-kind-unknown = `{ $found }` is not a kind of notice
    .hint = write reminder, supervise, talk or circular
notice-kind-reminder = Reminder (提醒函)
notice-kind-supervise = Supervision order (督办单)
notice-kind-talk = Call to a talk (约谈)
notice-kind-circular = Circular (通报)
notice-heading = { $kind } { $code }
notice-to-all = all units
notice-demand = Demand
notice-issued-on = Issued on
notice-issued-by = Issued by
notice-answer = Answer
notice-answered = answered on { $day }
notice-answered-late = answered on { $day }, { $days } days late
notice-overdue = { $days } days overdue
notice-waiting = waiting, { $days } days left
notice-no-answer = no answer wanted
notice-needs-addressee = nobody is addressed
    .hint = add --to UNIT; only a circular goes to all
notice-about-nothing = it says nothing
    .hint = name an issue, or add --title or --text
notice-answer-before = the answer would be due on { $day }, before the notice of { $on }
    .hint = write a later day, or --days for working days
notice-unknown = there is no notice { $code }
    .hint = `duban notice list` shows them
notice-several = { $code } is not the only one: { $codes }
    .hint = write its word; where a number was given twice, strike one out
notice-was-answered = { $code } was answered on { $day }
    .hint = take that answer back with `duban undo` first
notice-not-issued-yet = { $code } was issued on { $day }
    .hint = write the day of the answer with --on
weekly-directives = Directives not done ({ $count })
weekly-notices = Notices without an answer ({ $count })
check-doubles = Numbers that were given twice: { $codes }. Offices gave them without knowing of each other: strike one out and number it anew.

# cron
cron-missing = this machine has no crontab ({ $cause })
    .hint = install cron, or print a timer with `duban cron install --systemd`
cron-refused = crontab refuses: { $said }
    .hint = ask the administrator to let this user have a crontab
cron-installed = Planned: every day at { $hour } (time of this machine) it looks whether a dispatch is due, and does nothing when none is. `duban cron show` shows it, `duban cron remove` takes it away.
cron-stands = It stands already, every day at { $hour }; nothing has changed.
cron-removed = The dispatch no longer runs by itself.
cron-none = nothing is planned for { $ledger }
    .hint = `duban cron install` plans it
cron-path = this path cannot stand in a crontab: { $path }
    .hint = take one without line breaks and the like
cron-service = weekly dispatch
cron-timer = look every day at { $hour } whether a dispatch is due

# rounds of the dispatch
round-sheet = Returns
round-sheet-how = Please fill in the columns on the right: percent from 0 to 100, the status from its list; leave empty what has not changed; do not change the others
round-check-status = Choose one of the list; leave it empty where nothing has changed. Striking off is applied for, not filled in here.
round-sheet-name = round { $number } { $unit }
round-sheet-title = Weekly dispatch, round { $number } ({ $unit }), to be returned by { $day } { $hour }
round-ditto-first = there is nothing above `{ $found }` to repeat
    .hint = write it out
round-percent = `{ $found }` is not a whole number from 0 to 100
    .hint = write 80 for eight tenths; 0.8 may be either
round-none = no round has been opened yet
    .hint = `duban dispatch open` opens that of this week
round-unknown = there is no round { $number }; there are { $known }
    .hint = `duban dispatch list` shows them
round-far-ahead = the week of { $week } is far ahead (today is { $today })
    .hint = a round is opened a week ahead at most
round-closed = round { $number } was closed on { $day }
    .hint = to open it again, add --reopen
round-closed-before = round { $number } was closed on { $day }
    .hint = to open it again: `duban dispatch open --reopen`
round-would-open = dry run: the round of the week of { $week } would be opened, with { $added } new questions
round-opened = Round { $number } is open (week of { $week }): { $units } units are asked about { $asked } issues.
round-open-already = Round { $number } (week of { $week }) was open already; nothing is new.
round-added = Round { $number } was open already; { $added } questions were added.
round-return-by = Units return by { $day } { $hour }.
round-nobody = { $count ->
    [one] 1 issue has
   *[other] { $count } issues have
 } no unit to be asked: { $numbers }
round-asks-nobody = round { $number } asks nobody
    .hint = give the issues their lead units, then `duban dispatch open` again
round-status-title = Round { $number }, who has returned (week of { $week })
round-counts = { $units } units: { $counts }.
round-count = { $count } { $state }
round-ladder = Silent
round-drafts = People decide whether they are issued; these commands issue them under the next number:
round-draft-title = 连续{ $count }期未反馈周调度
round-silent = { $count } in a row
round-silent-unit = { $unit } ({ $count })
round-silent-issued = { $unit } ({ $count }, { $code } issued)
round-list-empty = No round has been opened yet. `duban dispatch open` opens that of this week.
round-no-sheet = this is no sheet of returns: no row has headings such as 编号, 本周进度%, 本周进展
    .hint = units fill in what `duban dispatch sheets` made; other ledgers go through `duban import`
round-cell = { $cells }, { $heading }: { $why }
round-other-ledger = this sheet was made from another ledger
    .hint = fill in a sheet of this one
round-row-unknown = row { $line } (no. { $number }): its key is not known
    .hint = copy the row again from the sheet that went out
round-row-other-round = row { $line } (no. { $number }) belongs to another round
    .hint = return each round by itself
round-row-not-asked = row { $line } (no. { $number }): this round does not ask this unit about it
    .hint = enter a new issue with `duban issue add`
round-row-of-other = row { $line }: issue { $number } is reported by { $unit }
    .hint = take the row out; { $unit } reports it
round-row-twice = row { $line }: issue { $number } stands in row { $first } already, with other words
    .hint = leave one of them
round-unknown-sheet = the round of this sheet is not in the ledger
    .hint = `duban dispatch list` shows the rounds
round-late = this is a sheet of round { $number }; the newest is round { $newest }
    .hint = to take it for round { $number } all the same, add --late
round-late-closed = round { $number } was closed on { $day }
    .hint = to take it as a late return, add --late
round-no-unit = nothing tells which unit this is from
    .hint = leave the title as it is, or fill in the sheet that went out
round-key-moved = row { $line }: its key is of issue { $mine }, its number is { $number }; it seems to have been sorted without the hidden column of keys
    .hint = show the last column, put the rows back as they were, and sort with it
round-stage-since = { $cell }, { $heading }: not taken; the sheet says { $found }, it went out with { $shown }, and the ledger has been set to { $ours } since; to follow the sheet: duban issue set { $number } --stage "{ $found }"
round-percent-fell = issue { $number } has fallen: { $before }% → { $now }%
round-columns-strange = columns that the sheet did not go out with were not taken: { $headings }
round-cell-fixed = row { $line }, { $heading }: not taken; the sheet has “{ $found }”, the ledger “{ $ours }”
round-rows-missing = { $count ->
    [one] 1 row is
   *[other] { $count } rows are
 } missing: { $numbers } (taken as not returned; the ledger stays as it is)
round-refused = not taken
round-same-file = taken before
round-collect-dry = Dry run: nothing was recorded.
return-returned = returned
return-unchanged = unchanged
return-late = late
return-missing = missing
return-waiting = awaited
ladder-reminder = To be reminded
ladder-supervise = A 督办单 to be drafted
ladder-talk = To be called to a talk
column-file = File
column-round = Round
column-week = Week of
column-return-by = Return by
column-closed-on = Closed
column-units = Units
column-asked = Asked
column-rows = Filled in
column-rows-changed = New
column-returned-on = Returned on
column-silence = Silent
column-percent-then = Before
column-percent-now = Now
column-outcome = Outcome
weekly-round = Round { $number }: { $missing } of { $units } units have not returned; return by { $day } { $hour }.
weekly-silence = Units that keep silent
weekly-percent = { $then }% → { $now }%
# notify
notify-left-out = … lines that do not fit here: { $lines }
notify-gave-up = not sent in { $attempts } attempts, the last one: { $why }
    .hint = send again later; if it stays so, check the settings of [notify] with docs/sending.md
notify-too-long = the next attempt would have to wait { $seconds } seconds, longer than is allowed: { $why }
    .hint = send again later, or raise total_seconds in [notify]
notify-address-bad = `{ $address }` is no mail address
    .hint = put the address right first
notify-address-utf8 = the mail server { $server } takes no address with such letters: { $address }
notify-mail-refused = the mail server refuses { $address } ({ $code }): { $text }
    .hint = check the address; about size or spam ask whoever runs the mail server
notify-mail-turned-away = the mail server { $server } turns us away ({ $code }): { $text }
    .hint = check server and from in [notify.mail] (it must be the mailbox that logs in); if it stays so, ask whoever runs the mail server
notify-mail-trouble = the mail server { $server } could not be talked to: { $cause }
notify-mail-lost = the mail was handed to { $server } and no answer came: { $cause }; whether it was taken is not known
    .hint = ask the addressee before it is sent again
notify-no-starttls = the mail server { $server } does not offer STARTTLS, and nothing is sent without encryption
    .hint = for port 465 set tls = "smtps"; for a relay within the house without encryption tls = "none"
notify-no-auth = the mail server { $server } takes no login by PLAIN or LOGIN
    .hint = check server, port and tls in [notify.mail]; a relay without a login wants neither user nor password
notify-auth-wanted = the mail server { $server } wants a login first: { $text }
    .hint = set user and password_file in [notify.mail]
notify-login-refused = the mail server { $server } refuses the login of { $user } ({ $code }): { $text }
    .hint = check the user and the password file; many providers want a password made for mail programs, not the one of the web page
notify-distrusted = the certificate of { $server } is not to be trusted: { $cause }
    .hint = put the root certificate of an office's own CA into ca_file of [notify]; the check cannot be turned off
notify-cert-issuer = its issuer is unknown
notify-cert-name = it was issued to another host
notify-cert-expired = it has expired, or the clock of this machine is wrong
notify-mail-unfit = no mail can be made of this message: { $cause }
notify-timed-out = no answer came in time
notify-no-host = there is no such host: no network, or a mistyped address
notify-not-listening = nothing listens on that port
notify-closed = the connection was closed
notify-odd = its answer makes no sense, it seems to be another service
notify-ca-bad = { $path } has no usable PEM certificate
notify-secret-open = others can read { $path }, so what is in it is no secret
    .hint = keep it to yourself: chmod 600 FILE
notify-secret-empty = { $path } is empty where a password should be
notify-secret-unset = the environment variable { $name } is not set, or empty
notify-secret-twice = { $name } is set by a file and by the environment; leave one
notify-secret-unused = the channel { $channel } does not sign, so it has no secret
    .hint = the key of a WeCom robot stands in its address; url_file is enough
notify-login-half = [notify.mail] needs a user and a password, or neither
    .hint = user goes with password_file or password_env; the password itself never stands in the configuration
notify-login-plain = the connection to { $server } is not encrypted, and no password is sent that way
    .hint = set tls = "smtps" or "starttls"; a relay without a login wants neither user nor password
notify-from-bad = `{ $found }` is no sender
    .hint = write it like this: Rectification Office <office@example.org>
notify-channel-unset = the channel { $channel } is not set up
    .hint = add a section [notify.{ $channel }] to the configuration, see docs/sending.md
notify-url-unset = the channel { $channel } has no address
    .hint = keep the address of the robot in a file and set url_file, or in the environment and set url_env
notify-group-unset = `{ $name }` of the channel { $channel } has no address
    .hint = keep the address of the robot in a file and set url_file, or in the environment and set url_env
notify-group-nested = `{ $name }` of the channel { $channel } cannot have groups of its own
notify-url-bad = the address that is set does not begin with https://
notify-url-plain = the address at { $host } is http://, without encryption
    .hint = use https://; where it is within the house, set plain_http = true
notify-robot-unknown = the configuration has no robot `{ $name }`
    .hint = set its url_file in [notify.CHANNEL.groups."NAME"]
notify-robot-odd = the answer of { $host } makes no sense; whether the message was posted is not known
    .hint = look into the group before it is sent again
notify-robot-refused = { $host } did not post it, error { $code }: { $text }
    .hint = check the robot's address, signing secret, keywords and allowed sources
notify-post-trouble = { $host } could not be reached: { $cause }
notify-post-lost = it was handed to { $host } and no answer came: { $cause }; whether it was taken is not known
    .hint = look there before it is sent again
notify-post-answered = { $host } answers { $code }: { $text }
notify-redirected = { $host } points to { $to }, which is not followed
    .hint = check the address; where the network wants a login, log in
notify-name-unsafe = `{ $name }` cannot be the name of a folder
# working days
cmd-calendar = Working days: days off, days worked instead, and how many there are
cmd-calendar-show = Show a month or a year
cmd-calendar-add = Enter days off or working days of this office
cmd-calendar-void = Strike out days that this office entered
cmd-calendar-import = Import a schedule of days off (JSON, CSV, ICS or a workbook)
arg-calendar-show-period = The month or year, such as 2026-10 or 2026 (this month if left out)
arg-calendar-add-days = The day, or the first and last, such as 2027-02-05..2027-02-11
arg-calendar-add-off = They are off
arg-calendar-add-work = They are worked
arg-calendar-add-source = Who says so, such as a notice of the city government
arg-calendar-void-days = The day, or the first and last
arg-calendar-import-file = The file
arg-calendar-import-source = Who says so (if left out, what the file names, or the name of the file)
more-calendar = The State Council's schedules of 2019 to 2026 come with the program. When that of a new year is out, import it with calendar import, or enter it with calendar add.
more-calendar-import = The file may be JSON as holiday-cn publishes it, a table with a column of days and one of 上班/放假 (or work/off), or a calendar (ICS) whose summaries say 休 or 班. One mistake and nothing is imported; the same file twice changes nothing.
value-period = MONTH|YEAR
value-days = DAYS
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
calendar-year = { $year }
calendar-sum = { $working } working days, { $off } days off.
calendar-unknown-year = Note: no schedule of days off is known for { $year }; but for the days that this office entered, Monday to Friday are taken as worked. When it is out, import it with duban calendar import.
calendar-off-or-work = it is not said whether the days are off or worked
    .hint = add --off or --work
calendar-weekday = Weekday
calendar-how = Arranged
calendar-source = Source
calendar-month = Month
calendar-working-days = Working days
calendar-days-off = Days off
calendar-work = work
calendar-off = off
calendar-work-mark = {" "}work
calendar-off-mark = {" "}off
calendar-span = { $from } to { $to }
calendar-own = { $source } (this office)
calendar-own-instead = { $source } (this office; published as { $was })
calendar-named = { $name } ({ $source })
calendar-span-backwards = { $to } is before { $from }
    .hint = write the earlier day first: { $to }..{ $from }
calendar-span-long = at most { $limit } days can be entered at once
    .hint = check the year
calendar-void-published = { $day } was not entered by this office; it is in the published schedule ({ $source }) and stays there
    .hint = if the office does otherwise, enter it with duban calendar add { $day } --work or --off
calendar-void-none = this office has entered nothing for { $day }
    .hint = duban calendar show tells which days were entered
calendar-imported = { $file }: { $days } days; newly entered: { $off } off, { $work } worked
log-day = { $day } { $how }: { $source }
log-day-was = { $said }, was { $was }
log-day-gone = { $day } is no longer arranged otherwise ({ $reason })
log-day-back = { $day }: the arrangement is back
holidays-at = { $at }: { $why }
holidays-row = line { $line }
holidays-item = item { $n } of days
holidays-neither = this is no schedule of days off: there is no column of days beside one that says 上班 or 放假 (work or off)
    .hint = a table needs two columns, such as 2027-01-01,off; JSON of holiday-cn or a calendar (ICS) will do, too
holidays-none = no day in it is off, or worked instead
    .hint = before the schedule is out, files that can be downloaded are often empty
holidays-both = { $day } is said to be otherwise further up
    .hint = a day can only be one of the two
holidays-json = what begins at line { $line }, character { $column } is not JSON
    .hint = download the file again
holidays-json-days = there is no list called days
    .hint = use the layout of holiday-cn: each of days has name, date and isOffDay
holidays-json-lacks = { $key } is missing or of the wrong kind
    .hint = each day needs date ("2027-01-01") and isOffDay (true or false)
holidays-how = `{ $found }` does not say whether the day is worked or off
    .hint = write work or off
holidays-summary = `{ $found }` reads as off and as worked
    .hint = leave either 休 or 班 in the summary
holidays-repeats = this event repeats, but schedules differ from year to year
    .hint = use a calendar that names each day
holidays-event-open = this event does not end (END:VEVENT is missing)
    .hint = the file may not have come whole
holidays-event-start = its first day `{ $found }` cannot be read
    .hint = it should be written 20270101
holidays-event-end = its end `{ $found }` cannot be read, or lies before its first day
    .hint = it should be written 20270102 (the day after the last)
holidays-event-long = this event takes more than { $limit } days
    .hint = check its end

# calendar files
arg-export-alarm = How many working days before a limit a calendar file calls it to mind (3 if left out, at nine in the morning; 0 is the day itself)
ics-title = Rectification limits
ics-category = Rectification
ics-issue = Due: { $number } { $text }
ics-issue-done = Done: { $number } { $text }
ics-measure = Measure due: { $number } { $text }
ics-void = Struck out: { $number } { $text }
ics-measure-done = Measure done: { $number } { $text }
ics-units = Units
format-no-ics = only export writes a calendar file
    .hint = use duban export limits.ics
export-ics-done = { $count ->
    [one] 1 limit
   *[other] { $count } limits
 } exported: { $path }
export-ics-would = { $count ->
    [one] 1 limit
   *[other] { $count } limits
 } would be exported: { $path }
export-ics-no-sheet = a calendar file has no columns, and is always UTF-8
    .hint = leave out --columns, --profile or --encoding
export-alarm-sheet = --alarm is for calendar files
    .hint = end the name of the file with .ics, or add --format ics

# sending
letter-subject = Weekly dispatch, round { $number }: please return by { $day } { $hour } ({ $unit }, { $count ->
    [one] 1 issue
   *[other] { $count } issues
 })
letter-subject-chase = Reminder: nothing has come from { $unit } for round { $number } (due { $day } { $hour })
letter-to = To { $unit }:
letter-ask = Round { $number } of the weekly dispatch asks you about { $count ->
    [one] 1 issue
   *[other] { $count } issues
 }. Please fill in the sheet and return it by { $day } { $hour }:
letter-chase = The limit of round { $number } of the weekly dispatch ({ $day } { $hour }) has passed, and nothing has come from you. Please return soon, on { $count ->
    [one] 1 issue
   *[other] { $count } issues
 }:
letter-item = { $number } { $title } ({ $facts })
letter-item-bare = { $number } { $title }
letter-due = due { $due }
letter-percent = { $percent }% last time
letter-directives = Ordered and not done:
letter-directive = { $number } { $text }
letter-directive-due = { $number } { $text } (due { $day })
letter-notices = Notices to be answered:
letter-notice = { $code } (by { $day })
letter-files = Attached: { $files }
letter-file-chase = { " reminder" }
send-channel-unknown = there is no channel `{ $found }`
    .hint = there are { $known }
send-no-channel = no channel is set up
    .hint = write [notify] in { $path }, or print with --channel stdout; see docs/sending.md
send-busy = another process is sending
    .hint = wait for it, then look: `duban dispatch send --dry-run`
send-closed = round { $number } is closed; nothing is sent for it any more
    .hint = to open it again: `duban dispatch open --reopen`
send-other-sender = another copy of this ledger ({ $sender }) does the sending; from here nothing goes out, so that nobody is told twice
    .hint = to send from here instead, add --take-over
send-stopped = the program was stopped while it was sending; nobody knows whether it arrived
send-no-address = { $unit } has no mail address
    .hint = enter it, then send again: `duban owner set { WORD($unit) } --email ADDRESS`
send-left = { $count ->
    [one] 1 message has
   *[other] { $count } messages have
 } not gone out, or nobody knows whether they have
    .hint = see the table; what failed is tried again by the next run
send-nothing = Round { $number } has nothing left to send ({ $before } messages had gone out).
send-before = { $count } more had gone out before and were not sent again.
send-unknown-how = Ask those that are unknown: if it arrived, `duban dispatch send --arrived UNIT`; if not, send it with --again UNIT.
column-channel = Channel
column-address = Address
column-detail = Detail
purpose-ask = asks for a return
purpose-chase = chases a return
channel-mail = mail
channel-wecom = WeCom
channel-dingtalk = DingTalk
channel-feishu = Feishu
channel-webhook = webhook
channel-outbox = outbox
channel-stdout = printed
delivery-would = would go
delivery-sending = sending
delivery-sent = sent
delivery-refused = refused
delivery-failed = failed
delivery-unknown = unknown
delivery-no_address = no address
run-nothing = There is nothing to do today: the round is open and sent, or no dispatch is due.
run-no-channel = No channel is set up, so nothing was sent. Make the sheets with `duban dispatch sheets` and send them yourself.
send-skipped = The channel failed again and again, so { $count } more were not tried; the next run sends them.
round-broken = the file cannot be opened; it may be incomplete, or no spreadsheet
    .hint = ask for it again, as XLSX, ODS, XLS or CSV
# Striking off, looking again, extensions
column-serves = Serves at
verdict-pass = passed
verdict-return = sent back
verdict-fail = failed
verdict-approved = approved
verdict-refused = refused
cmd-issue-apply = Apply for an issue to be struck off
cmd-issue-check = Check an application; not by who has a duty in it
cmd-issue-strike = Strike an issue off: the second signature
cmd-issue-recheck = Look again at an issue that was struck off
cmd-issue-reopen = Order an issue to be put right again
cmd-issue-extend = Ask for a limit to be moved, or decide on it
arg-issue-apply-issue = Number of the issue
arg-issue-apply-unit = Unit that applies; else the author's, or the lead unit
arg-issue-apply-unfinished = Why measures are not done, where some are not
arg-issue-check-issue = Number of the issue
arg-issue-check-pass = It is in order
arg-issue-check-send-back = Send it back: what is still to be done as --reason
arg-issue-strike-issue = Number of the issue
arg-issue-strike-at-once = In one step what was put right at once, with --reason
arg-issue-recheck-issue = Number of the issue
arg-issue-recheck-pass = It holds
arg-issue-recheck-fail = It does not hold: why as --reason; a new cycle begins
arg-issue-recheck-due = Limit of the next cycle
arg-issue-reopen-issue = Number of the issue
arg-issue-reopen-basis = What it rests on: a document, a meeting, a check
arg-issue-reopen-due = Limit of the new cycle
arg-issue-extend-issue = Number of the issue
arg-issue-extend-to = Limit that is asked for, with the reason as --reason
arg-issue-extend-unit = Unit that asks; else the author's, or the lead unit
arg-issue-extend-approve = Approve
arg-issue-extend-refuse = Refuse, with the reason as --reason
more-issue-apply = Then somebody else checks it (issue check), and a second person strikes it off (issue strike).
more-issue-check = Say who signs with --as, such as --as '督查办 王某'.
more-issue-strike = Say who signs with --as, such as --as '整改办 李某'. duban setting list says which offices may.
arg-unit-of = Where the person serves
owner-unit-person = “{ $name }” is a person, or the one who serves
    .hint = --unit-of takes a unit
signer-elsewhere = { $person } is registered with “{ $unit }”, not with “{ $written }”
    .hint = who has moved is set right with: duban owner set { WORD($person) } --unit-of { WORD($written) }
closing-disputed = offices disagree on whether issue { $number } is struck off; settle that first
    .hint = see duban conflict list
apply-no-unit = issue { $number } has neither a lead unit nor a responsible unit that could apply
    .hint = name one first: duban issue set { $number } --lead-unit UNIT
apply-unfinished = issue { $number } has { $count ->
    [1] a measure that is not done: { $first }
   *[other] { $count } measures that are not done, first: { $first }
}
    .hint = what is done: duban milestone set { $number }#PLACE --done DAY; what will not be done: say why with --unfinished
apply-parts = { $count ->
    [1] a part of issue { $number } is not done: { $parts }
   *[other] { $count } parts of issue { $number } are not done: { $parts }
}
    .hint = apply once they are, or say why with --unfinished
lack-done = issue { $number } is not done, so nobody can apply for it
    .hint = if it is: duban issue set { $number } --stage done
lack-open = issue { $number } is done and needs no extension
    .hint = go on with duban issue apply { $number }
lack-pending = the application for issue { $number } is not decided yet
    .hint = check it: duban issue check { $number } --pass or --return; then duban issue strike { $number }
lack-application = there is no application for issue { $number } to be decided
    .hint = a responsible unit applies first: duban issue apply { $number } --reason WHAT-WAS-ACHIEVED
lack-check = nobody has checked the application for issue { $number }
    .hint = somebody without a duty in it checks first: duban issue check { $number } --pass --as '督查办 NAME'
lack-unchecked = issue { $number } was checked and waits for the second signature
    .hint = strike it off: duban issue strike { $number }; send it back: duban issue check { $number } --return
lack-unclosed = issue { $number } is struck off
    .hint = look at it again with duban issue recheck, open it again with duban issue reopen
lack-closed = issue { $number } is not struck off
    .hint = what is not struck off is changed as it is: duban issue set { $number } --stage 'in progress', or duban issue check { $number } --return
lack-unasked = the extension asked for on issue { $number } is not decided yet
    .hint = decide it: duban issue extend { $number } --approve or --refuse
lack-asked = no extension of issue { $number } waits to be decided
    .hint = ask for one: duban issue extend { $number } --to DAY --reason WHY
lack-known = nobody has registered “{ $who }”, so nobody can tell whether they have a duty in it
    .hint = register them, such as: duban owner add 王某 --person --unit-of 督查办; say who signs with --as
lack-unit = nobody has said where “{ $who }” serves, so nobody can tell whether they have a duty in it
    .hint = say so: duban owner set { WORD($who) } --unit-of UNIT
lack-answerable = “{ $who }” is neither lead unit nor responsible unit of issue { $number }
    .hint = it is for { $units } to apply
lack-office = “{ $who }” is of neither office, and only these may do this
    .hint = see office.rectification and office.supervision in duban setting list; say who signs with --as
lack-second = “{ $who }” checked issue { $number }; the second signature is another person's
    .hint = let somebody else sign: --as '整改办 NAME'
lack-tied = “{ $who }” has a duty in issue { $number } ({ $role }) and cannot do this
    .hint = let somebody without a duty in it do it, named with --as
lack-tied-unit = “{ $who }” serves at { $unit }, which has a duty in issue { $number } ({ $role }), and cannot do this
    .hint = let somebody without a duty in it do it, named with --as
strike-not-immediate = issue { $number } is not one to be put right at once, so it cannot be struck off in one step
    .hint = take the steps: issue apply, issue check, issue strike
strike-late = the limit of issue { $number } was { $limit }: struck off late
reopen-basis = looked at again on { $day } ({ $who })
extend-unlimited = issue { $number } has no limit to be moved
    .hint = set one: duban issue set { $number } --due DAY
extend-late = the limit of issue { $number }, { $limit }, has passed (today is { $today }), so nobody can ask to move it
    .hint = an extension is asked for before the limit
extend-no-later = the new limit { $to } is no later than the old one, { $limit }
    .hint = name a later day
extend-no-day = “{ $found }” has no day
    .hint = an extension needs a day
extend-count = issue { $number }: extension { $count }
closing-checked = checked, to be struck off
field-recurs = Earlier issue
field-recurrences = Came back as
recurs-before = ; before that:{" "}
recurs-circle = issue { $earlier } itself came from issue { $number }
    .hint = the earlier issue is one of an earlier inspection
recurs-same = issues { $number } and { $earlier } are of one inspection
    .hint = what comes back within one inspection: duban issue reopen { $earlier }
issue-extended = extension { $count }
story = The way to its end
story-what = What
story-who = By
story-said = Remarks
story-stop = ;{" "}
story-basis = basis: { $text }
story-limit-before = limit before: { $limit }
story-done-before = done before: { $day }
story-cycle = Cycle { $number } began
story-extension = { $from } → { $to }
story-asked = Extension asked for
story-approved = Extension { $count } approved
story-refused = Extension refused
story-unfinished = measures not done: { $text }
story-applied = Applied for
story-checked = Checked
story-returned = Sent back
story-struck = Struck off
story-at-once = Struck off at once
story-late = struck off late (limit { $limit })
story-recheck-passed = Recheck passed
story-recheck-failed = Recheck failed
story-recheck-due = To be rechecked
story-recheck-overdue = Recheck is due
evidence-title = Evidence ({ $count })
evidence-name = File
evidence-size = Size
evidence-by = Added by
arg-issue-list-recurring = Only those that an earlier inspection had found
arg-issue-list-reopened = Only those that were reopened
arg-issue-list-late = Only those struck off late
arg-issue-set-recurs = Earlier issue that came back: 2012-sw/3
field-lamp = Lamp
lamp-colour-green = green
lamp-colour-blue = blue
lamp-colour-yellow = yellow
lamp-colour-orange = orange
lamp-colour-red = red
cmd-setting-preset = How real places light their lamps: list them, or take one over
arg-setting-preset-name = Whose rule, such as 江津; without it they are listed
value-preset = PLACE
column-preset = Place
column-current = In use
preset-unknown = there is no rule of “{ $name }”
    .hint = there are: { $known }; or set your own with duban setting set lamp.…
preset-default = green on schedule, yellow behind, red overdue
preset-jiangjin = green as a warning 20 days before the limit, yellow 10 days, red overdue; else none
preset-yinchuan = green on plan, yellow 10 to 30 points behind, red more than 30 points behind, 3 months not started, or overdue
preset-ouhai = red when a measure is missed; caught up within its month it turns yellow, not green
preset-sanming = blue near the limit or behind, orange overdue, red overdue by more than a week; else none
setting-pace-behind = more points of percent than this below the time elapsed count as behind
setting-pace-ahead = more points of percent than this above the time elapsed count as ahead
setting-pace-idle = not started though more percent of the time than this has gone counts as behind
setting-lamp-calm = whether what is in order shows green: 1 for yes
setting-lamp-green-days = green within so many days of the limit; 0 for never
setting-lamp-blue-days = blue within so many days of the limit, or behind; 0 for never
setting-lamp-yellow-days = yellow within so many days of the limit; 0 for never
setting-lamp-yellow-behind = yellow at more points behind than this, or behind; 0 for never
setting-lamp-orange-overdue = orange once so many days overdue; 0 for never
setting-lamp-red-overdue = red once so many days overdue; 0 for never
setting-lamp-red-behind = red at more points behind than this; 0 for never
setting-lamp-red-idle = red when not started for so many months; 0 for never
setting-lamp-month = red for a missed measure, yellow once caught up within its month: 1 for yes
monthly-first = First cycle
monthly-reopened = Reopened
monthly-round = { $total } in all: { $done } done, { $closed } of these struck off.
monthly-late = Struck off late
monthly-late-of = Of the { $of } times that an issue was struck off, { $share } came after the limit.
monthly-extensions = Extensions
monthly-extensions-of = { $count } so far, on { $issues } issues.
monthly-recurring = Came back
monthly-recurring-of = Of the { $of } issues, { $share } had been found by an earlier inspection.
monthly-rechecks = Looked at again
monthly-rechecks-of = { $of } due or done: { $passed } passed, { $failed } failed, { $open } still to be looked at.
weekly-to-check = Applications to be checked ({ $count })
weekly-to-strike = Checked, to be struck off ({ $count })
weekly-applicant = Applied by
weekly-applied_on = On
weekly-checked_by = Checked by
weekly-rechecks = To be looked at again ({ $count })
weekly-recheck-due = Due
check-plan-late = late for the plans due { $day }: counts as behind
check-closing-stage = applied for or struck off without being done
check-unsigned = struck off without two signatures
cmd-evidence = Evidence: files that prove what was done
cmd-evidence-add = Add files of evidence
cmd-evidence-list = List evidence
cmd-evidence-open = Print where a file is kept
cmd-evidence-export = Copy files out under the names they had
cmd-evidence-void = Strike out evidence that was added by mistake, with a reason
arg-evidence-add-issue = Number of the issue
arg-evidence-add-files = Files
arg-evidence-add-note = Remarks
arg-evidence-list-issue = Number of the issue (default: all)
arg-evidence-open-evidence = Which file, such as 8#1
arg-evidence-open-open = Open it as well
arg-evidence-export-issue = Number of the issue
arg-evidence-export-dir = Folder to copy to
arg-evidence-export-all = Copy all evidence, a folder for each issue
arg-evidence-void-evidence = Which file, such as 8#1
arg-issue-apply-evidence = Files of evidence
evidence-link = { $path } is a link, not a file
    .hint = name the file that it leads to
evidence-folder = { $path } is a folder
    .hint = name the files in it, or pack them into one
evidence-no-file = { $path } is not a plain file
    .hint = name a file
evidence-empty = { $path } is empty
    .hint = see whether it is the file you meant
evidence-large = { $path } has { $size } MB, and the limit is { $limit } MB
    .hint = make it smaller, or raise the limit: duban setting set evidence.limit { $size }
evidence-twice = { $path } was added before: it is “{ $known }” of this issue
    .hint = a file is added once
evidence-in-motion = { $path } is being changed, and was not taken
    .hint = save and close it first
evidence-missing = the file is not there any more: { $path }
    .hint = copy it back from a backup, or from the same place at another office
evidence-changed = the file has been changed: { $path }
    .hint = copy it back from a backup, or from the same place at another office
evidence-in-the-way = { $path } is there already, with something else in it
    .hint = name another folder
evidence-exported = { $count ->
    [1] 1 file
   *[other] { $count } files
}, { $written } of them copied to { $dir }
open-no-terminal = not on a terminal, so nothing was opened
    .hint = open it from the place that is printed
open-failed = { $with } does not open it: { $cause }
    .hint = open it from the place that is printed
check-evidence-missing = “{ $name }” of issue { $number } is not there any more: { $path }
check-evidence-changed = “{ $name }” of issue { $number } has been changed: { $path }
check-orphans = { $count ->
    [1] a file in the folder of evidence belongs to no record: { $names }
   *[other] { $count } files in the folder of evidence belong to no record: { $names }
}
void-superseded = another application was made

# Sharing: several offices, one ledger
cmd-share = Several offices with one ledger: members and keys
cmd-share-init = Begin to share: make the ledger's key; this copy admits members
cmd-share-invite = Write an invitation, sealed with a passphrase
cmd-share-join = Join by an invitation, with a ledger of your own
cmd-share-admit = Admit a member by its answer
cmd-share-remove = Remove a member: what it writes from then on does not count
cmd-share-list = List members
cmd-share-sheet = Write the keys as a sheet, to be printed and locked away
cmd-share-recover = Put the keys of such a sheet back
arg-share-init-name = What this office is called (else the name of --as)
arg-share-invite-file = Where the invitation goes
arg-share-invite-role = Role: office, supervision, or unit:NAME
arg-share-invite-name = What the member is called (else the unit's name)
arg-share-join-file = The invitation
arg-share-join-answer = Where the answer goes (else beside the invitation, ending in .answer)
arg-passphrase-file = File with the passphrase (- is stdin; or the variable DUBAN_PASSPHRASE)
arg-share-admit-file = The answer that came back
arg-share-remove-name = Name of the member, as `share list` prints it
arg-share-sheet-file = Where the sheet goes
arg-share-recover-file = The sheet
more-share = In this order: share init, share invite; the other side: share join, and sends the answer back; share admit, and a bundle.
value-role = ROLE
value-size = SIZE
cmd-bundle = Entries in one file: for mail, a stick or a disc that goes one way
cmd-bundle-out = Write a file to be sent
cmd-bundle-in = Take in files that came
cmd-bundle-show = Show what is in a file without taking it in
arg-bundle-out-file = Where it goes
arg-bundle-out-whom = For this member: what it has is left out
arg-bundle-out-all = Everything (which is so without --for)
arg-bundle-out-max-size = No file larger than this, such as 20M; else several
arg-bundle-in-files = Files (several, in any order; twice does no harm)
arg-bundle-show-file = File
party-role-office = rectification office
party-role-supervision = supervision office
party-role-unit = unit
party-role-bad = `{ $found }` is not a role
    .hint = write office, supervision, or unit:NAME
party-state-invited = invited
party-state-admitted = admitted
party-state-removed = removed
party-own = { $name } (this copy)
members-none = Not shared yet.
members-joined = Joined; the ledger and its list of members have not come yet (`duban sync`, or `duban bundle in`).
column-member-role = Role
column-member-state = State
column-entries = Entries
column-fingerprint = Fingerprint of the key
party-stranger = replica { $replica } was not admitted
    .hint = it sends its answer first, for `duban share admit`; once admitted, take the file in again
party-impostor = entries of replica { $replica } are not signed with its own key
    .hint = somebody uses its name, or the file was exchanged: ask by telephone
party-removed = { $name } was removed on { $day }
party-unit-unknown = the ledger has no unit `{ $found }`
    .hint = units are listed by `duban owner list`, and made by `duban owner add`
party-twice = there is a member called { $name }
    .hint = choose another name with --name, or withdraw the invitation with `duban share remove`
party-unknown = there is no member called `{ $found }`
    .hint = members are listed by `duban share list`
party-not-invited = the invitation that this answers is not in the ledger
    .hint = whoever began to share the ledger writes it: `duban share invite`
party-answered = the invitation of { $name } was used by somebody
    .hint = an invitation serves once: write another with another --name, or withdraw this one with `duban share remove`
party-key-taken = this key is that of { $name }
party-is-root = { $name } began to share the ledger and cannot be removed
    .hint = if its keys are lost or known to others: `duban share recover`, then `duban share rotate`
party-not-joined = { $name } has not joined yet
    .hint = it runs `duban share join` and sends its answer back, for `duban share admit`
share-none = this ledger is not shared
    .hint = begin with `duban share init`, or join another with `duban share join`
share-begun = this ledger is shared already
    .hint = members are listed by `duban share list`
share-init-dry = would begin to share; { $name } admits members
share-init-nameless = what this office is called was not said
    .hint = add --name NAME: the list of members shows it everywhere
share-init-done = shared from now on. Keys, which are nowhere else: { $path }. Fingerprint of this copy's key: { $fingerprint }
    .hint = write a recovery sheet now (`duban share sheet sheet.txt`), print it, lock it away, delete the file
share-not-root = only { $name } invites, admits and removes members
    .hint = ask there
share-invited = invitation written to { $path }
    .hint = send file and passphrase by different ways; the other side runs `duban share join`
share-join-exists = there is a ledger at { $path }
    .hint = joining makes a new one: choose another --db
share-join-dry = would join as { $name }, with a ledger at { $path }
share-joined = the ledger of { $name } was made. Keys: { $keys }. Send the answer back: { $answer }. Fingerprint of this copy's key: { $fingerprint }
    .hint = compare the fingerprint when you are admitted; then take in what comes: `duban remote add` and `duban sync`, or `duban bundle in`
share-admitted = { $name } is admitted, fingerprint of its key: { $fingerprint }
    .hint = compare it by telephone; then send the entries: `duban sync`, or `duban bundle out`
share-admit-dry = would admit { $name }, fingerprint of its key: { $fingerprint }
    .hint = compare it by telephone first
share-removed = { $name } is removed and the key was changed: what it writes from now on does not count, and it cannot open what is sent from now on. What was sent before it can open still
    .hint = write the recovery sheet again (`duban share sheet`), and send the entries to the others: `duban sync`, or `duban bundle out`
share-unproved = the keys of this copy have not opened anything of this ledger yet, so nothing goes out
    .hint = take in the ledger first: `duban sync`, or `duban bundle in`
sheet-heading = Keys of a duban ledger ({ $day })
    Fingerprint: { $fingerprint }
    Check: { $digest }
    What follows is as good as the keys: print it, lock it away, delete the file.
    To recover: duban share recover FILE (typed in from the line `Check`, exactly)
sheet-written = recovery sheet written to { $path }
    .hint = print it, lock it away, delete the file: whoever has it reads and writes in your name
sheet-dry = would write a recovery sheet to { $path }
passphrase-ask = Passphrase:
passphrase-missing = no passphrase
    .hint = give --passphrase-file FILE, or the variable DUBAN_PASSPHRASE
passphrase-short = the passphrase is too short: at least { $least } characters
    .hint = several words that have nothing to do with each other will do, and can be said by telephone
passphrase-text = the file of the passphrase is not text
passphrase-wrong = the passphrase is another, or the file was altered
passphrase-memory = not enough memory to make a key of the passphrase
keys-missing = this machine has no keys for { $path }: it is a copy of a ledger elsewhere
    .hint = it can be looked at, not written to; with a recovery sheet: `duban share recover`, else ask for an invitation
keys-open = others may read { $path }
    .hint = a key file is for its owner alone: chmod 600
keys-unusable = { $path } cannot be used: { $why }
keys-broken = the keys are incomplete or mistyped
sheet-mistyped = the check of the sheet does not fit the keys: they are mistyped, or the line `Check` is missing
    .hint = compare with what was printed, from the line `Check` on
keys-newer = there is no line `duban keys 1`: no keys, or keys of a newer version
fork-noticed = { $why }. From now on this copy is replica { $replica }, with everything it has; nothing of either side is lost
fork-copy = this is a copy of { $path }, which is still there
fork-old = this is an old state of the ledger: it lacks its own entry no. { $number }
fork-own = the file brings this copy's own entry no. { $number }, which is not here
fork-moved = { $count ->
    [one] one entry that this copy wrote under the same number is now its own under the new name: what it says, when and by whom stays
   *[other] { $count } entries that this copy wrote under the same numbers are now its own under the new name: what they say, when and by whom stays
}
fork-recovered = the keys are back from the sheet
sheet-sound = the sheet is sound; its keys would be put on this machine
sealed-not-ours = no file of duban
    .hint = what is wanted was written by `duban bundle out`, `duban share invite` or `duban share join`
sealed-other-shape = { $is ->
    [invitation] this is an invitation
    [card] this is the answer of somebody who joined
    [segment] these are entries out of a place where offices keep in step
    [piece] this is evidence out of a place where offices keep in step
   *[bundle] these are entries that somebody sent
  }
    .hint = { $is ->
        [invitation] join with `duban share join`
        [card] admit with `duban share admit`
        [segment] take it in with `duban bundle in`, or note that folder and run `duban sync`
        [piece] note that folder and run `duban sync`
       *[bundle] take it in with `duban bundle in`
      }
sealed-broken = the file is damaged: fetch it again
sealed-short = the file is incomplete: { $found } bytes of { $expected }
    .hint = it may still be on its way: fetch it again
sealed-newer = the file was written by a newer version (format { $version }, suite { $suite })
    .hint = update duban
sealed-altered = the file was altered, or sealed with another key than the ledger's
    .hint = ask for the file again; if that does not help, compare fingerprints by telephone (`duban share list`)
sealed-other-ledger = the file is of another ledger ({ $ledger })
    .hint = is it the right file, and does --db name the right ledger?
sealed-key-unknown = this copy does not have the key that sealed the file ({ $key })
    .hint = the key may have been changed: ask for a new invitation
segment-large = an entry is too large for one file ({ $size } bytes)
segment-empty = there is nothing to seal
segment-packing = cannot be packed: { $cause }
segment-forged = { $what ->
    [author] entries are not by whom the file names
    [chain] entries do not follow one another
    [ops] the content of an entry is not what its digest says
   *[signature] the signature is wrong
  }
segment-bomb = it unpacks to more than the limit ({ $limit } bytes)
file-refused = { $path } was not taken: { $why }
bundle-incomplete = parts are missing: { $found } of { $expected }
bundle-nothing = there is nothing to send
bundle-written = written to { $path } ({ $size } bytes), for the register: { $digest }
bundle-written-dry = would write { $path } ({ $size } bytes)
bundle-out-parts = { $parts } files do not go to the standard output
    .hint = name a file, or allow more with --max-size
bundle-out-done = entries: { $count }
bundle-entry-large = one run of entries alone has { $size } bytes, more than { $limit }
    .hint = allow more with --max-size
bundle-in-dry = nothing was taken in; runs of entries that would be: { $count }
    .hint = `duban bundle show FILE` tells whose entries are in a file
bundle-in-nothing = nothing new (known already: { $known })
bundle-in-done = new entries: { $applied } (known already: { $known })
bundle-in-from = { $name }: { $count }, { $size } bytes
bundle-in-waiting = entries that wait for earlier ones: { $count }
    .hint = they are applied once these come: `duban sync status` tells whose; ask for the file before this one
bundle-in-conflicts = offices disagree in places: { $count }
    .hint = `duban conflict list` shows them
bundle-from = by { $from }, { $at }
bundle-digest = for the register: { $digest }
bundle-for = for { $whom }
bundle-part = { $part } of { $parts }
bundle-series = { $from }: entries { $first } to { $last }, new: { $new }
bundle-refused = would not be taken: { $why }
size-bad = `{ $found }` is not a size
    .hint = write 20M, 500k or a number of bytes, at least 10k

# Backup
cmd-backup = Write the whole ledger to one file, and prove it
cmd-restore = Make a ledger of a backup, in a new file
arg-backup-target = The backup; with --keep, a folder
arg-backup-keep = How many of the newest stay in the folder
arg-restore-file = The backup; --db names the new file
backup-exists = { $path } is there already
    .hint = a backup overwrites nothing: choose another name
backup-dry = would write a backup to { $path }
backup-no-folder = there is no folder { $path }
    .hint = is the stick in? Make a new folder by hand, so that nothing is written beside it
backup-done = backup at { $path }, proved: { $entries } entries, files of evidence: { $files }, state { $digest }
backup-dropped = the newest { $keep } stay, older ones removed: { $count }
copy-unsound = it was not written, since it is not sound: { $problem }
    .hint = the source is damaged: look with `duban check`, or take another backup
restore-exists = { $path } is there already
    .hint = restore to a new file: choose another --db
restore-dry = would restore { $from } to { $path }
restore-done = { $from } restored to { $path }, proved: { $entries } entries, state { $digest }
restore-no-backup = { $path } is no backup of a ledger
    .hint = backups are written by `duban backup`, and as .bak files before an upgrade
restore-damaged = { $path } is damaged: cut off or altered, and was not restored
    .hint = take another backup
restore-open = { $path } is in use, and no backup
    .hint = copy a ledger in use with `duban backup`
restore-no-keys = this machine has no keys for { $path }: it can be looked at, not written to
    .hint = with a recovery sheet: `duban share recover`
restore-renamed = this one goes on as replica { $replica }. If the original is still used, there are two ledgers now
    .hint = use one of them; if both are to be written to, share it first: `duban share init`
fork-restored = this was restored from a backup, and the original may be written to still
check-signature = the signature of entry { $number } of replica { $replica } does not fit it
cmd-share-rotate = Change the ledger's key, and hand the new one to every member
share-handed-on = { $name } was admitted without a key that is in force (that change of the key was found again later): it is handed to it with the next file
share-rotated = the key was changed. Members take it up with the next file that reaches them
    .hint = write the recovery sheet again: `duban share sheet`
party-outdated = the key of the ledger was changed since the invitation
    .hint = write another invitation: withdraw this one with `duban share remove` first, or choose another --name
party-key-bad = the public key of { $name } cannot be used
## frozen months

summary-title = Figures of { $month }, edition { $edition }
summary-none = no month has been frozen yet
    .hint = freeze one with `duban supervise freeze --month 2019-11`
summary-none-yet = No month has been frozen yet.
summary-unknown = { $month } was never frozen
    .hint = frozen: { $known }
summary-no-edition = { $month } has no edition { $edition }
    .hint = see `duban supervise list`
summary-before-feedback = { $month } ends at { $cut_off }, before the findings were handed over on { $day }: nothing to freeze
    .hint = look at --month, or at the day of feedback with `duban inspection list`
summary-empty = there were no issues in the ledger on { $cut_off }: nothing to freeze
    .hint = import or add issues first
summary-frozen = { $month } was frozen on { $day } (edition { $edition }); figures that were handed out do not change
    .hint = to put them right, add --correct --reason WHY for another edition
summary-nothing-to-correct = { $month } is not frozen yet: nothing to correct
    .hint = leave out --correct
summary-same = the figures of { $month } are those of edition { $edition }: no other is needed
    .hint = what was left out counts for that month if it is entered with --today { $cut_off }; else for the month in which it is entered
summary-changed = edition { $edition } of { $month } is not what was frozen
    .hint = see `duban supervise verify { $month }` and `duban check`
summary-done = Frozen: { $month }, edition { $edition }, as of { $cut_off }, digest { $digest }
summary-dry = Would freeze { $month }, edition { $edition }, as of { $cut_off }, digest { $digest }
summary-not-over = Note: { $month } is not over; its figures are as of { $cut_off }.
summary-undo = a frozen month is not taken back
    .hint = to put it right, make another edition with `duban supervise freeze --month { $month } --correct --reason WHY`
summary-corrects = corrects: { $reason }
summary-is-early = the month was not over
summary-is-corrected = corrected by a later edition
summary-is-twice = there are two of this month and edition: two offices froze it
summary-by = { $subject } by { $by }
summary-named = Issues named
summary-named-one = { $number } ({ $pace })
as-of-verify = what is verified is the ledger as it is now: leave out --as-of
verify-chain = The log is not whole, or was changed:
verify-holds = { $month }, edition { $edition }: holds. Counted again from the log, it is the same, byte for byte (digest { $digest }).
verify-newer = { $month }, edition { $edition }: frozen by a newer version; its digest fits ({ $digest }), this version cannot count it again.
verify-differs = { $month }, edition { $edition }: differs. Counted again from the log, it is not what was frozen (digest { $digest }):
verify-changed = { $month }, edition { $edition }: what was frozen has been changed (its digest is now { $digest }).
figure-mean = { $name } { $mean } days ({ $sum } days, { $of } in all)
head-month = Month
head-edition = Edition
head-cut_off = As of
head-frozen_on = Frozen on
head-frozen_by = Frozen by
head-digest = Digest
head-remark = Remark
head-share = Share
head-figure = Figure
head-of = Of
head-frozen = Frozen
head-counted = Counted
subject-issues = Issues
subject-sub_issues = Sub-issues
subject-milestones = Milestones
subject-returns = Returns of the month
subject-directives = Directives
subject-notices = Notices
subject-closings = Strikes
subject-rechecks = Rechecks
subject-extensions = Extensions
by-area = area
by-leader = leader
by-unit = unit
by-kind = kind
by-source = inspection
by-cycle = cycle
cycle-first = first cycle
cycle-reopened = reopened
figure-total = total
figure-done = done
figure-closed = struck off
figure-basically_done = basically done
figure-on_schedule = on schedule
figure-ahead = ahead
figure-behind = behind
figure-overdue = overdue
figure-stage_not_started = not started
figure-stage_in_progress = in progress
figure-stage_basically_done = basically done (any pace)
figure-due = due
figure-due_done = due and done
figure-due_on_time = in time
figure-not_due = not due yet
figure-undated = without a limit
figure-open = open
figure-reported = reported this month
figure-judged = done, with day and limit
figure-early = early
figure-early_days = on average early by
figure-late = late
figure-late_days = on average late by
figure-reopened = reopened
figure-recurring = recurring
figure-extended = extended
figure-due_late = late
figure-due_open = due and open
figure-due_dropped = dropped with their issue
figure-asked = asked
figure-in_time = in time
figure-unchanged = unchanged
figure-returns-late = late
figure-missing = missing
figure-month = this month
figure-notices-due = to be answered
figure-notices-due_on_time = answered in time
figure-notices-due_late = answered late
figure-notices-due_open = not answered
figure-closings-late = after the limit
figure-passed = passed
figure-failed = failed
figure-rechecks-due_open = due and not done
cmd-supervise-freeze = Freeze a month: figures that were handed out do not change
arg-supervise-freeze-month = Which month, such as 2019-11 (this one by default)
arg-supervise-freeze-correct = Correct a frozen month by another edition; say why with --reason
cmd-supervise-list = List the months that were frozen
cmd-supervise-show = Show the figures of a frozen month
arg-supervise-show-month = Which month, such as 2019-11 (the newest by default)
arg-supervise-show-edition = Which edition (the newest by default)
cmd-supervise-verify = Count frozen months again from the log and compare them byte for byte
arg-supervise-verify-month = Which month, such as 2019-11 (the newest by default)
arg-supervise-verify-edition = Which edition (the newest by default)
arg-supervise-verify-all = Verify every month and edition
value-EDITION = EDITION
setting-figures-decimals = decimals of percentages and means
setting-score-due_done = score: weight of issues done, of those due
setting-score-milestones = score: weight of milestones done in time, of those due
setting-score-returns = score: weight of weekly returns in time
setting-score-directives = score: weight of directives done in time
setting-score-notices = score: weight of notices answered in time
setting-score-overdue = score: points off for each overdue issue
setting-score-missing = score: points off for each missing return
setting-score-reopened = score: points off for each reopened issue
setting-score-least = score: with fewer issues and milestones due than this, no rank
figure-said = { $name } { $value }
monthly-late-entries = Entered late: { $count } after { $month } was frozen
monthly-late-note = These are dated before the cut-off that was frozen. What was handed out stays as it is; they count this month.
head-day = Day
head-author = By
head-command = Command
supervise-frozen = { $month } is frozen (edition { $edition }); above is what is counted now for its cut-off. What was handed out: duban supervise show { $month }
monthly-beside = Timing, returns, directives and notices
monthly-timing = { $subject }: timing
monthly-ranking = Ranking
monthly-series = Open issues since the feedback
monthly-series-note = By the dates of completion in the ledger; what is done without a day counts as done at the cut-off. Overdue by the limits as they are now.
monthly-issued = Months as they were handed out
monthly-issued-milestones = Milestones in time
monthly-indicators = Totals of indicators
head-rank = Rank
head-score = Score
head-off = Off
head-indicator = Indicator
score-due_done = Issues done
score-milestones = Milestones in time
score-returns = Returns in time
score-directives = Directives in time
score-notices = Answers in time
score-overdue = each overdue issue
score-missing = each missing return
score-reopened = each reopened issue
score-weight = { $name } × { $n }
score-point = { $name } { $n }
score-plus = { " + " }
score-formula = Score = 100 × ({ $rates }) ÷ the sum of the weights used; a rate with nothing due is left out; each is so many of so many due.
score-off = Points off: { $off }; never below 0.
score-least = With fewer than { $least } issues and milestones due there is no rank; the same score shares its rank.
indicator-again = the same figure in { $issues }, not added
indicator-agreed = Checked, and found to agree:
indicator-agrees = { $issue }: { $name } { $stated }
indicator-wrong = Figures that do not agree:
indicator-sum = { $issue }: { $name } { $stated }, its parts { $parts } = { $found }
indicator-percent = { $issue }: { $name } says { $stated }, the numbers give { $found }
why-unknown = there is no figure { $found }
    .hint = such as: { $known }
why-no-group = { $figure } has no group { $name }
    .hint = there are: { $known }
why-joint = { " · " }
why-frozen = { $month }, edition { $edition } (frozen), as of { $day }.
why-now = { $month }, as of { $day }, counted from the ledger as it is now.
why-value-of = { $value }; its denominator is “{ $denominator }”, { $of }.
why-value = { $value } in all.
why-rows = From these rows:
why-again = the same figure again, not added
head-position = Log position
head-settings = Settings used
head-bar = Drawn
head-bar-open = Drawn (! overdue)
head-value = Value
head-text = As written
head-title = Title
head-done_on = Done
head-adds = Adds
cmd-supervise-why = Show the rows that a figure is the sum of
arg-supervise-why-figure = A figure, such as issues.overdue or milestones.due_on_time, or the name of an indicator
arg-supervise-why-month = Which month, such as 2019-11 (this one by default)
arg-supervise-why-area = Only this area; - for none
arg-supervise-why-leader = Only this responsible leader; - for none
arg-supervise-why-unit = Only this unit; - for none
arg-supervise-why-kind = Only this kind: immediate, limited, long_term
arg-supervise-why-source = Only this inspection; - for none
arg-supervise-why-cycle = Only the first cycle, or reopened
arg-supervise-why-now = Count a frozen month as the ledger is now
cmd-diff = Show what changed between two days, issue by issue
arg-diff-from = From the end of this day
arg-diff-to = To the end of this one; today by default
cmd-dispatch-diff = Show what changed from one round to another, issue by issue and unit by unit
arg-dispatch-diff-one = Number of the earlier round
arg-dispatch-diff-other = Number of the later round
diff-backwards = { $from } is later than { $to }
    .hint = exchange the two
diff-title = What changed from { $from } to { $to }
diff-rounds = What changed from round { $one } to round { $other }
diff-counts = From the end of { $from } to the end of { $to }: { $new } issues new, { $gone } struck out, { $changed } changed.
diff-new = { $number } { $title } (new)
diff-gone = { $number } { $title } (struck out)
diff-changed = { $number } { $title }
diff-units = Units that stand otherwise
diff-from = Before
diff-to = After
diff-milestone = milestone “{ $text }” { $field }
diff-line = { $name }: { $from } → { $to }
diff-line-new = new { $name }
diff-line-gone = { $name } is no more
diff-line-set = { $name }: { $to }
diff-line-emptied = { $name }: no longer { $from }
head-pace = Pace
diff-future = { $day } has not come yet; today is { $today }
    .hint = name days that have passed
# documents: -o FILE, their wording and looks
cmd-template = Wording and looks of documents: list, export to change, check
cmd-template-list = List the templates, and which are the office's own
cmd-template-export = Export a template or the looks (style), to be changed
cmd-template-check = Check the office's own templates and looks
arg-template-export-name = Name of the template, such as supervise; the looks are style
arg-template-export-output = Where to (otherwise into the configuration folder; - shows it)
arg-template-check-name = Only this one
arg-template-check-file = Check this file: could it be this template
arg-supervise-output = Write a file: .docx circular, .html page with charts, .xlsx annexes, or .md, .json, .txt
arg-supervise-code = Document number of the circular (otherwise left open)
arg-dispatch-output = Write a file: .docx circular (with --lead a leader's page), or .html, .md, .json, .txt
arg-notice-show-output = Write a file: .docx document, or .html, .md, .json, .txt
arg-issue-show-output = Write a file: .docx application to be struck off, or .html, .md, .json, .txt
column-own = Own
template-of-supervise = Monthly circular: duban supervise -o circular.docx
template-of-dispatch = Weekly circular: duban dispatch -o week.docx
template-of-leader = A leader's page: duban dispatch --lead NAME -o page.docx
template-of-notice-reminder = Reminder: duban notice show CODE -o letter.docx
template-of-notice-supervise = Supervision order: duban notice show CODE -o order.docx
template-of-notice-talk = Summons to a talk: duban notice show CODE -o talk.docx
template-of-notice-circular = Circular: duban notice show CODE -o circular.docx
template-of-closing = Application to be struck off: duban issue show NUMBER -o form.docx
template-of-style = Looks: margins, lines and characters, fonts and sizes, head
template-unknown = there is no template "{ $name }"
    .hint = there are { $known }
template-there = { $path } is there already and is not overwritten
    .hint = change it; duban template export NAME -o - shows what ships
template-not-utf8 = { $path } is not UTF-8
    .hint = save it as UTF-8
template-none-own = no templates of your own; those that ship are used
template-sound = { $count ->
    [one] 1 file is sound
   *[other] { $count } files are sound
}
template-mark = { $path }, line { $line }: there is no mark { $found }
    .hint = there are @版头, @文号, @标题, @主送, @附件, @落款, @日期, @抄送, @附页, @横排
template-wrong = { $path }, line { $line }, { $found }: { $why }
    .hint = check it again with duban template check; docs/papers.md lists the fields
template-field = there is no such field
template-filter = there is no such filter
template-statement = there is no such statement
template-function = there is no such function or test
template-endless = it goes round without end
template-cause = { $cause }
paper-mark = "{ $found }" is no mark of a document
    .hint = there are @版头, @文号, @标题, @主送, @附件, @落款, @日期, @抄送, @附页, @横排
style-unreadable = { $path }, line { $line } cannot be read: { $cause }
    .hint = duban template export style -o - shows the one that ships
style-wrong = { $path }, line { $line }, { $field }: { $why }
    .hint = the standard is top 37, bottom 35, left 28, right 26 mm, 22 lines of 28 characters
style-out-of = { $found } is not between { $least } and { $most }
style-no-font = "{ $found }" is no name of a font
style-lines = { $lines } lines of { $size } points do not fit into { $room } mm
style-chars = { $chars } characters of { $size } points do not fit { $room } mm
style-pitch = { $lines } lines do not fit at { $found } points; at most { $most }
output-kind = it does not show what kind of file { $path } is to be
    .hint = let the name end in .docx, .html, .xlsx, .md, .json or .txt
output-kinds-differ = { $path } does not end as --format says
    .hint = with -o there is no need for --format
output-written = { $path } written
output-written-dry = would write { $path }

# charts
chart-lamps = Lamps
chart-lamp = Lamp
chart-lamp-none = none
chart-burn = Open issues
chart-burn-says = On { $from } { $first } issues were open, on { $day } { $open } are; by their limits { $planned } should be.
chart-burn-undated = { " " }{ $count } more are done without a day, and count as done from the start.
chart-open = open
chart-planned = by plan
chart-units = Issues by unit
chart-units-says = Those with most overdue and behind first; an issue counts for each of its lead and responsible units.
chart-others = { " " }{ $count } more units are not drawn.
chart-returns = Returns by unit
chart-returns-says = A column for each round, with its number and its Monday; those missing most first.
chart-lines = Limits
chart-lines-says = Open issues from their start to their limit, with the measures of their parts; the dashed line is { $day }; the nearest limit first.
chart-other-issues = { " " }{ $count } more are not drawn.
chart-sign-done = measure done
chart-sign-open = measure not due
chart-sign-late = measure late
chart-from = From
chart-measures = Measures
chart-measure-done = done
chart-measure-open = not due
chart-measure-late = late
chart-day = Day

# annexes
annex-slow = Slow items
annex-steady = Items on schedule
annex-units = By unit
annex-title = { $name }, { $month }
annex-legend = slow: overdue or behind; on schedule: open, neither overdue nor behind
annex-progress-on = Reported
annex-progress = Progress
annex-obstacle = Obstacle
annex-help = Help needed
annex-percent = Percent
annex-stage = Stage

# Rights and quarantine
cmd-sync = Keep in step with the other offices
cmd-sync-quarantine = What its author had no right to, and files that were kept out
cmd-sync-quarantine-list = List what is in quarantine, and files that were kept out
cmd-sync-quarantine-show = Show what an entry in quarantine would change, or why a file was kept out
cmd-sync-quarantine-release = Let an entry in quarantine count from now on (rectification office); take a file off the list
arg-sync-quarantine-show-entry = Its id, as `sync quarantine list` prints it; the first digits will do
arg-sync-quarantine-release-entry = Its id, as `sync quarantine list` prints it; the first digits will do
right-lacking = you have no right to this: { $why }
    .hint = ask the rectification office; docs/sharing.md says who may do what
right-stranger = nobody admitted its author
right-removed = its author was removed before this had come here
right-role = its author has a role that a newer version knows
right-members = members and keys are written by who began to share the ledger
right-not-own = a unit writes to issues that it has a part in
right-not-mine = a unit changes what it wrote itself
right-decides = the offices check, strike off and decide
right-office = this is for the rectification office to write
quarantine-none = Nothing is in quarantine, and no file was kept out.
quarantine-file = (file)
quarantine-from = From { $from }, fingerprint { $fingerprint }
quarantine-why = Does not count: { $why }
quarantine-since = The member was removed by entry { $entry }
quarantine-would = What it would change:
quarantine-not = entry { $entry } is not in quarantine
    .hint = `duban sync quarantine list` shows what is
quarantine-file-title = File { $file } was kept out ({ $day })
quarantine-file-size = { $size } bytes, SHA-256 { $digest }
quarantine-file-how = Nothing of it is in the ledger. Ask for the file again; if it is not wanted any more, `duban sync quarantine release ID` takes it off the list.
quarantine-file-gone = { $file } is off the list; nothing of it is in the ledger
quarantine-file-gone-dry = { $file } would go off the list; nothing of it is in the ledger
bundle-in-quarantined = { $count ->
    [one] 1 entry is in quarantine and does not count: its author had no right to it
   *[other] { $count } entries are in quarantine and do not count: their authors had no right to them
}
    .hint = see `duban sync quarantine list`
undo-share = members, keys and releases that `{ $command }` wrote are not taken back
    .hint = remove a member with `duban share remove`; what was released can be changed or struck out as usual
check-quarantined = In quarantine
column-entry = id
column-from = from
column-why = why
kind-release = release
column-day = date
column-command = command or file

# Places where copies keep in step
cmd-remote = Places where offices keep in step: folders and servers
cmd-remote-add = Note a place: a folder, webdavs://, sftp:// or s3://
cmd-remote-list = List the places of this copy
cmd-remote-test = Try a place: write a small file, read it, remove it
cmd-remote-remove = Forget a place; nothing is removed there
arg-remote-add-name = What it is to be called here
arg-remote-add-url = A folder, or webdav(s)://host/folder, sftp://user@host/folder, s3://bucket/prefix?endpoint=https://host; no password in it
arg-remote-add-user = Who logs in; the key id of an object store
arg-remote-add-password-file = File with the password or the secret key, which nobody else may read
arg-remote-add-password-env = Variable of the environment with the password or the secret key
arg-remote-add-key-file = Private key for sftp
arg-remote-add-ca-file = Certificates (PEM) that are trusted beside the system's
arg-remote-test-name = Its name
arg-remote-remove-name = Its name
remote-added = { $name } is { $url }
    .hint = try it with `duban remote test { $name }`, then `duban sync`
remote-add-dry = { $name } would be { $url }
remote-removed = { $name } is forgotten; nothing was removed there
remote-remove-dry = { $name } would be forgotten; nothing would be removed there
remote-twice = there is a place called { $name } already
    .hint = take another name, or `duban remote remove { $name }` first
remote-unknown = there is no place called { $name }
    .hint = `duban remote list` shows them
remote-none = this copy knows no place to keep in step with
    .hint = `duban remote add NAME FOLDER`, for instance a shared folder or a stick
remote-url-bad = `{ $found }` is no place
    .hint = write a folder, fs:///folder, webdavs://host/folder, sftp://user@host/folder or s3://bucket/prefix?endpoint=https://host
remote-url-secret = a password has no place in an address: it would stay in the ledger
    .hint = give --user and --password-file or --password-env
remote-option-unknown = an address has no option `{ $name }`
    .hint = s3 has endpoint, region and style=virtual; sftp has hosts=add
remote-folder-missing = { $name }: there is no folder { $path }
    .hint = is the stick in, the share connected? An empty folder is made by hand, so that nothing is written beside it
remote-sftp-unix = sftp needs the ssh program of Linux or macOS
remote-trouble = { $name } cannot be reached: { $cause }
remote-denied = permission denied
    .hint = check --user and the password, and the rights in that folder
remote-nothing = there is nothing under that address
remote-answered = it answered { $code }
remote-busy = too many requests; it asks for a pause
remote-unsupported = it cannot do what is needed (listing, reading, writing, removing files)
remote-odd-names = { $name }: names of files there cannot be read
    .hint = give the ledger a folder of its own there
remote-forgets = { $name }: what was written there does not come back as it was
remote-works = { $name } works: written, read and removed; files there: { $count }
remote-test-dry = { $name } can be reached, files there: { $count }; writing, reading and removing were not tried
remote-never = never
remotes-none = No place is known yet.
column-place = Place
column-login = Login
column-synced = Last in step
column-to-send = To send
arg-sync-remotes = Places (all without one)
arg-sync-evidence = Which files of evidence to fetch: all, own (of the unit's issues; for an office that checks, all), none
arg-sync-again = Look at every file there again, as if for the first time
arg-sync-watch = Stay, and go again when something was written here, or every so many seconds (60)
cmd-sync-status = How this copy stands with the others: to send, waiting, to be settled
sync-dry = { $name }: files to look at: { $files }, entries to send: { $entries }
sync-nothing = { $name }: in step, nothing new
sync-done = { $name }: new entries { $applied }, sent { $sent } ({ $files } files, { $size } bytes)
sync-kept-out = files that were kept out: { $count }
    .hint = `duban sync quarantine list` shows them
sync-kept-out-more = files that were kept out besides: { $count }
    .hint = `duban sync quarantine list` shows them
sync-foreign = { $name }: files that are none of ours: { $count }
    .hint = give the ledger a folder of its own there
sync-unfinished = { $name }: files that are cut off, or still being written: { $count }
    .hint = they are looked at again the next time
sync-left = { $name }: files left for the next time: { $count }
    .hint = run `duban sync` again
sync-status = Copy { $replica }, { $entries } entries.
sync-waiting = { $name }: { $count } wait for somebody else's entry { $entry }
sync-waiting-own = { $name }: { $count } wait for its entry no. { $number }
sync-clean = Nothing waits, nothing is to be settled.
evidence-sent = { $name }: files of evidence put there: { $count } ({ $size } bytes)
evidence-fetched = { $name }: files of evidence fetched: { $count } ({ $size } bytes)
evidence-broken-there = { $name } was damaged there, and is removed from there: { $why }
    .hint = it is put there anew when an office that has it keeps in step
evidence-unusable-there = { $name } lies there, but cannot be taken yet: { $why }
    .hint = it is looked at again the next time
evidence-nowhere = files that no place has: { $count }, such as { $name }
    .hint = they come once an office that has them runs `duban sync`
evidence-here = every file is here already
evidence-fetch-dry = files to fetch: { $count }
evidence-missing-here = files of evidence that are with other offices: { $count }
    .hint = `duban evidence fetch` brings them
cmd-evidence-fetch = Fetch files that are with other offices
arg-evidence-fetch-issue = Issue (all without one)
value-remote = REMOTE
value-which = WHICH
value-seconds = SECONDS
value-url = URL
# The public report
cmd-report = The public report: drafted, approved, published
cmd-report-draft = Draft from the ledger: an internal and a public text for each issue (what a person wrote stays)
arg-report-draft-inspection = Of which inspection; - for the issues of none (not needed where there is one)
arg-report-draft-template = Which outline: report, report-flat (without areas), report-audit
arg-report-draft-again = Draft this issue again, even where a person wrote it
cmd-report-set = Write the public or internal text of an issue, or the title, opening and other parts of the report
arg-report-set-issue = Number of the issue (without one, the report in general)
arg-report-set-inspection = Of which inspection; - for the issues of none (not needed where there is one)
arg-report-set-public = The public text; {"{"}NAME{"}"} quotes an indicator
arg-report-set-file = The public text lies in this file (- for stdin)
arg-report-set-internal = The internal text
arg-report-set-plain = Link no figures: numbers are just numbers
arg-report-set-title = Title of the report
arg-report-set-opening = Opening: who inspected, when, when the findings were handed over
arg-report-set-organisation = How the rectification was organised
arg-report-set-next-steps = What comes next
arg-report-set-contact = How to reach the office (else that of the inspection)
arg-report-set-issuer = Who issues it (else that of the inspection)
arg-report-set-date = Its date (else the day)
arg-report-set-template = Which outline: report, report-flat (without areas), report-audit
more-report-set = Numbers in a public text that are those of an indicator are linked to it; you are told when it changes.
    {"{"}NAME{"}"}, {"{"}NAME:total{"}"} and {"{"}8#NAME{"}"} (an indicator of issue 8) say which is meant.
cmd-report-withhold = Keep an issue out of the public report: one of five grounds, who approved, why; or put it in again
arg-report-withhold-issues = Number of the issue
arg-report-withhold-ground = Ground: secret, case (not announced yet), hype, petition, sensitive
arg-report-withhold-approved-by = Who approved it
arg-report-withhold-lift = Publish it after all
more-report-withhold = Such as duban report withhold 18 --ground case --approved-by NAME --reason 'not announced yet'
cmd-report-confirm = Indicators that a public text quotes have changed: take the new figures, or keep the old
arg-report-confirm-issues = Number of the issue (without one, all)
arg-report-confirm-inspection = Of which inspection; - for the issues of none (not needed where there is one)
arg-report-confirm-keep = Keep the figures of the text and say no more
cmd-report-show = Show the report, or write it to a file
arg-report-show-inspection = Of which inspection; - for the issues of none (not needed where there is one)
arg-report-show-internal = The internal version: withheld issues too, with who answers and by when
arg-report-show-template = Which outline: report, report-flat (without areas), report-audit
arg-report-show-edition = An edition that was published
arg-report-show-output = To a file: .docx a document, also .txt, .md, .html, .json
cmd-report-status = How far each issue is, what is lacking, figures that are quoted, names that are veiled
arg-report-status-inspection = Of which inspection; - for the issues of none (not needed where there is one)
cmd-report-publish = Publish: the approved public text is kept as it is, to be proved later
arg-report-publish-inspection = Of which inspection; - for the issues of none (not needed where there is one)
arg-report-publish-approved-by = Who approved it
cmd-report-verify = Prove what was published, and list what has changed since
arg-report-verify-inspection = Of which inspection; - for the issues of none (not needed where there is one)
arg-report-verify-edition = Which edition (else all; changes since the newest)
value-ground = GROUND
kind-report = public report
kind-passage = text in the report
kind-quote = quoted figure
kind-publication = published report
ground-secret = state or work secrets
ground-case = cases in first check, or filed and not announced
ground-hype = likely negative hype
ground-petition = likely mass petitions
ground-sensitive = other major sensitive matters
setting-report-named = Names of persons that the public report does not veil
template-of-report = public report, by areas: duban report show -o report.docx
template-of-report-flat = public report without areas: duban report show --template report-flat
template-of-own = Outline of a report of your own: duban report show --template { $name }
template-of-report-audit = report on an audit: duban report show --template report-audit
report-which = several inspections are in the ledger: which one's report is meant
    .hint = name one with --inspection: { $codes }
report-not-drafted = no report has been drafted yet
    .hint = begin with `duban report draft`
report-template-unknown = there is no outline `{ $name }`
    .hint = there are { $known }; the office's own lie in templates in the configuration folder, with names that begin with report-
report-ground-unknown = `{ $found }` is none of the five grounds
    .hint = there are secret, case, hype, petition, sensitive
report-set-nothing = nothing to change was given
    .hint = of an issue: `duban report set 8 --public TEXT`; in general: `duban report set --contact TEXT`
report-withhold-approval = issue { $number } is to be withheld, and nobody has approved it
    .hint = add --approved-by NAME
report-withhold-reason = issue { $number } is to be withheld without a reason
    .hint = add --reason TEXT
report-no-figures = issue { $number } has no indicators, so none is `{ $name }`
    .hint = enter it with `duban indicator add`; braces that are just text are written full width, ｛｝
report-figure-unknown = issue { $number } has no indicator `{ $name }`
    .hint = there are { $known }; that of another issue is written {"{"}NUMBER#NAME{"}"}
report-figure-several = issue { $number } has several indicators `{ $name }`
    .hint = write {"{"}NUMBER#NAME{"}"}, or give one another name with `duban indicator set`
report-figure-gone = the indicator `{ $name }` that issue { $number } quotes is struck out: it has no figure now
    .hint = change the text with `duban report set { $number }`, or keep the figure: `duban report confirm { $number } --keep`
report-drafted = drafted the texts of { $drafted } issues; { $kept } that a person wrote were left alone.
report-drafted-silent = nothing was reported on { $count } issues, so there was nothing to draft from.
report-say-rules = Issued { $names }.
report-say-measures = Done: { $texts }.
report-say-next = Next: { $text }
report-say-done = The issue is put right.
report-say-lasting = The issue is put right and kept up.
report-say-obstacle = Obstacle: { $text }
report-say-help = Help needed: { $text }
report-veiled = names veiled in the public version: { $names }
report-open-text = issue { $number } ({ $title }) has no public text
    .hint = write one with `duban report set { $number } --public TEXT`, or withhold it with `duban report withhold { $number }`
report-open-approval = issue { $number } is withheld without ground, approval or reason
    .hint = say it again with `duban report withhold { $number }`
report-open-mark = the public text of issue { $number } quotes `{ $name }`, which is no indicator
    .hint = change it with `duban report set { $number } --public TEXT`; braces that are just text are written full width, ｛｝
report-open-figure = issue { $number } quotes `{ $name }` as { $quoted }, the indicator is { $now } now
    .hint = take the new figure: `duban report confirm { $number }`; keep the old: the same with --keep
report-open-figure-gone = issue { $number } quotes `{ $name }` as { $quoted }, the indicator is struck out
    .hint = change the text, or keep the figure: `duban report confirm { $number } --keep`
report-open-conflict = the text of issue { $number } was written differently in two places
    .hint = see `duban conflict list`, and settle it with `duban conflict settle`
report-open-conflict-general = the general parts of the report were written differently in two places
    .hint = see `duban conflict list`, and settle it with `duban conflict settle`
report-open-nothing = there is no issue to publish
report-open-more = … and { $count } more, see `duban report status`
report-not-ready = the report cannot be published yet; still open: { $count }
    .hint = see above, or `duban report status`
report-same = it is the same as edition { $edition }, so there is nothing new to publish
report-published = published as edition { $edition }, digest { $digest }. `duban report verify` proves it later.
report-publish-dry = would be published as edition { $edition }, digest { $digest }.
report-unpublished = nothing has been published yet
    .hint = publish it with `duban report publish --approved-by NAME`
report-no-edition = there is no edition { $edition }
    .hint = the newest is { $newest }
report-undo = what was published is not taken back
    .hint = change it and publish another edition with `duban report publish` (the newest is { $edition })
report-reads-count = the report has { $meant } issues, and reads again as { $found }
    .hint = no heading of the general parts may begin like that of an issue (关于…的问题)
report-reads-issue = issue { $number } reads again differently (line { $line })
    .hint = see whether its text speaks of something as of a part: 针对“…”的问题
report-reads-areas = the areas read again differently
report-status-title = The public report
report-status-says = { $published } to be published, { $withheld } withheld (parts counted on their own).
report-figures = Figures that are quoted
report-names = Names that are veiled
report-name = { $name } → { $shown } ({ $count }×)
report-open = Before it is published
report-open-none = Nothing is open.
report-editions = Published
report-withheld-by = { $ground }, approved by { $name }
report-written-by = by { $name }, { $day }
report-newer = reported on since
report-state-missing = no text
report-state-parts = see parts
report-state-drafted = drafted
report-state-written = written
report-state-withheld = withheld
report-figure-is-same = same
report-figure-is-kept = kept
report-figure-is-changed = row changed
report-figure-is-gone = row struck out
report-holds = as published
report-differs = as published, but the ledger of that day gives another
report-changed = not as published
report-changes = Since the newest edition
report-no-changes = Nothing has changed since.
report-change-title = title
report-change-opening = opening
report-change-organisation = organisation
report-change-next_steps = next steps
report-change-contact = contact
report-change-issuer = issuer
report-change-text = text
report-change-stage = stage
report-change-new = new
report-change-gone = no longer published
report-change-figure = figure
report-change-progress = reported on since
head-report-state = State
head-quoted = Quoted
head-now = Now
head-published_on = Published
head-approved_by = Approved by
head-verdict = Proof
head-change = Change
head-published = As published
