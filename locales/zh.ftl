# 督办: the words of the program in Chinese. One message per key; the same keys stand in en.ftl.

## names of values

stage-not_started = 未启动
stage-in_progress = 整改中
stage-basically_done = 基本完成
stage-done = 已完成
pace-ahead = 超前
pace-on_schedule = 序时
pace-behind = 滞后
pace-overdue = 逾期
closing-none = 未申请
closing-applied = 待审
closing-returned = 退回
closing-closed = 已销号
role-lead_leader = 责任领导
role-leader = 分管领导
role-lead_unit = 牵头单位
role-unit = 责任单位
role-support = 配合单位
role-team = 专班
role-contact = 联络员
role-supervisor = 督查
kind-immediate = 立行立改
kind-limited = 限期整改
kind-long_term = 长期坚持

## turns of phrase

date-long = { $year }年{ $month }月{ $day }日
month-long = { $year }年{ $month }月
and-also = 、
and-comma = ，
and-then = ；
nobody = 未明确
in-conflict = 有冲突
share = { $count }（{ $percent }，{ $count }/{ $of }）
days-overdue = 逾期{ $days }天（{ $working }个工作日）
the-milestone = 节点：{ $text }
the-milestone-of = 节点：{ $text }（{ $title }）
trouble = { $number }：{ $text }
trouble-obstacle = 困难：{ $text }
trouble-help = 需协调：{ $text }
note-conflicts = 注意：{ $n }个问题有冲突，各单位所填不一致，请用 duban conflict 查看。
note-unknown-years = 注意：没有{ $years }年的放假安排，该年工作日按周一至周五计算。

## headings of columns

head-matter = 事项
head-issue = 问题
head-issues = 问题
head-sub_issues = 子问题
head-milestones = 时间节点
head-number = 编号
head-numbers = 涉及问题
head-item = 问题或节点
head-unit = 单位
head-units = 单位
head-lead_leader = 责任领导
head-answerable = 责任领导/单位
head-area = 方面
head-kind = 类别
head-due = 时限
head-state = 情况
head-total = 总数
head-done = 完成
head-rate = 完成率
head-closed = 销号
head-basic = 基本
head-in_time = 序时
head-behind = 滞后
head-overdue = 逾期
head-this_week = 本周
head-next_week = 下周
head-silent = 未报
head-waiting = 待核查
head-sum = 合计

## weekly dispatch

weekly-title = 一周一调度：{ $year }年第{ $week }周
weekly-span = { $from }至{ $to }，调度日{ $day }。
weekly-only-lead = 只列责任领导：{ $name }。
weekly-only-unit = 只列单位：{ $name }。
weekly-denominators = 未完成、已完成以全部为分母，已销号、待核查以已完成为分母，其余以未完成为分母。问题、子问题、时间节点分别计数，不相加。
weekly-nothing = 本周没有逾期、到期、连续未报和待核查的事项。
weekly-by-leader = 一、按责任领导
weekly-by-unit = 二、按牵头单位和责任单位
weekly-group = { $name }：{ $parts }
weekly-part = { $what }{ $n }项
weekly-both = { $one }，{ $other }
weekly-open = 未完成
weekly-done = 已完成
weekly-closed = 已销号
weekly-overdue = 逾期
weekly-due_this_week = 本周到期
weekly-due_next_week = 下周到期
weekly-silent = 连续未报
weekly-also_silent = 连续未报
weekly-waiting_for_check = 待核查
due-today = 今日到期
due-this_week = 本周到期，余{ $working }个工作日
due-next_week = 下周到期，余{ $working }个工作日
silent-always = 连续未报，从未报告
silent-since = 连续未报，末次{ $day }
waiting = 待核查（{ $closing }）

## monthly supervision

monthly-title = 一月一督查：{ $month }
monthly-cut_off = 截至{ $day }：
monthly-figures = 共{ $total }个：已完成{ $done }，其中已销号{ $closed }；基本完成{ $basically_done }，序时推进{ $on_schedule }，滞后{ $behind }，逾期{ $overdue }。
monthly-since = 较{ $day }
monthly-change = 较上月底
monthly-change-part = { $name }{ $n }
monthly-no-change = 没有变化
monthly-due = 应完成
monthly-on_time = 按期完成
monthly-due-of = 截至当日应完成{ $due }个：已完成{ $done }，其中按期完成{ $on_time }；未到期{ $not_due }，未定时限{ $undated }。
monthly-stage = 整改状态
monthly-stages = 未启动{ $not_started }，整改中{ $in_progress }，基本完成{ $basically_done }，已完成{ $done }。
monthly-reported = 本月报告
monthly-reported-of = 未完成的{ $of }个问题中，本月报告进展{ $share }。
monthly-measures = 共{ $total }个，截至当日应完成{ $due }个：按期完成{ $on_time }，逾期完成{ $late }，未完成{ $open }（其中逾期{ $overdue }）。
monthly-measures-dropped = 另有{ $n }个未完成，但所属问题已完成，不再计。
monthly-empty = 台账中没有问题。
monthly-laggards = 一、逾期和滞后（{ $n }项）
monthly-no-laggards = 没有逾期和滞后的问题。
monthly-by-leader = 二、按责任领导
monthly-by-unit = 三、按牵头单位和责任单位
monthly-units-note = 一个问题计入其每个牵头单位和责任单位，各行相加可大于总数。
monthly-by-area = 四、按方面
monthly-by-kind = 五、按整改类别
monthly-columns-note = 各表只计问题，不计子问题。总数=完成+基本+序时+滞后+逾期；完成率=完成/总数；销号是完成的一部分；基本为基本完成且未滞后、未逾期；序时含超前。
behind-milestones = 滞后：{ $n }个节点超期
behind-percent = 滞后：进度{ $percent }%，时间已过{ $elapsed }%
behind-not_started = 滞后：未启动，时间已过{ $elapsed }%
