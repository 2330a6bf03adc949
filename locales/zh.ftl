# 督办: the words of the program in Chinese. One message per key; the same keys stand in en.ftl.

## 书写规则

date-unknown = “{ $text }”看不出是什么日期
    .hint = 请写成 2019-12-31、2019年12月底前、立行立改 或 长期坚持
date-impossible = “{ $text }”不是存在的日期，或者起止颠倒
    .hint = 请核对年、月、日
date-without-year = “{ $text }”没有写年份
    .hint = 请写上年份，或者在台账中注明截至日期
date-is-status = “{ $text }”是进展状态，不是时限
    .hint = 时限一栏请写日期，状态请写到状态一栏
date-several = “{ $text }”里有不止一个时限
    .hint = 时限一栏只写最后的时限，各阶段的时间请分别写到措施的时间节点
date-before-month = “{ $text }”可以理解为月初之前，也可以理解为月底之前
    .hint = 请写明某月底前，或者写明到哪一日
date-lost-zero = “{ $text }”可能是 1 月，也可能是电子表格丢了末尾的 0 的 10 月
    .hint = 请写成 2019-01 或 2019-10 这样的形式
date-not-a-day = “{ $text }”没有写到具体哪一日
    .hint = 请写成 2020年1月8日 或 2020-01-08
amount-unknown = “{ $text }”看不出是什么数量
    .hint = 请写一个数和它的单位，例如 66.57万元
amount-several = “{ $text }”里有不止一个数量
    .hint = 一格只写一个数量，例如 6批 和 101人次 分两格写
# Fields and sections of an issue
field-number = 编号
field-title = 问题
field-inspection = 批次
field-area = 来源
field-parent = 上级问题
field-requirement = 整改要求
field-category = 类别
field-stage = 整改状态
field-status_text = 状态原文
field-pace = 进度
field-closing = 销号
field-cycle = 轮次
field-immediate = 立行立改
field-long_term = 长期坚持
field-started_on = 起算日
field-due = 整改时限
field-due_text = 时限原文
field-done_on = 完成日期
field-note = 备注
field-progress = 进展
field-percent = 完成比例
field-obstacle = 存在困难
field-next_step = 下步打算
field-help_needed = 需协调
field-conflict = 各方不一致
issues-none = 没有符合条件的问题。
issues-leader = 责任领导
issues-marks = 标
issues-state = 状态
issues-axes = {" "}
issues-total = 截至 { $day }，共 { $count } 个问题：已完成 { $done } 个（销号 { $closed } 个），滞后 { $behind } 个，逾期 { $overdue } 个。
mark-immediate = 立
mark-long_term = 长
issue-unclear = 未明确
issue-between = ，
issue-and = 、
issue-written = （原文：{ $text }）
issue-who = 责任分工
issue-cycle = 第 { $count } 轮（重新整改）
issue-conflicts = { $fields }（用 duban conflict 查看并确定）
issue-several-leaders = { $names }（应只有一名）
issue-days-left = { $days ->
    [0] 今天到期
   *[other] 剩 { $days } 天
}
issue-days-over = 逾期 { $days } 天
issue-measures = 整改措施
issue-measures-done = 整改措施（{ $count } 项，已完成 { $done } 项）
issue-measure = 措施
issue-position = 序
issue-measure-due = 时限
issue-measure-state = 完成情况
issue-deliverable = 成果：{ $text }
lamp-done = { $day } 完成
lamp-done-late = { $day } 完成，迟 { $days } 天
lamp-unlimited = 未完成
issue-latest = 最新进展
issue-reported-on = 填报
issue-reported = { $day }，{ $unit }
issue-history = 此前进展（{ $count } 次）
issue-day = 日期
issue-percent = 比例
issue-unit = 填报单位
issue-indicators = 量化指标
issue-indicator = 指标
issue-figure = 数值
issue-share = 占比
issue-as-of = 截至
issue-rules = 制度成果
issue-rule = 名称
issue-rule-number = 文号
issue-rule-day = 印发日期
issue-parts = 分项问题（{ $count } 个）
issue-extra = 其他栏目
issue-log = 台账记录 { $count } 条，最近一条：{ $who }，{ $when }。

# enum words
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
# enum words

## 读取整改通报

report-no-issues = 没有找到逐条的问题，只有总体情况或数字
    .hint = 请另找逐条公布问题的通报或整改清单，或者用 `duban issue add` 逐条登记
report-number-repeats = 问题编号 { $number } 又出现了一次，第 { $first } 行已经用过
    .hint = 各方面分别从 1 编号时，请在导入时加上方面的序号，或者给每个问题另定编号
report-number-gap = 问题编号从 { $before } 跳到了 { $number }
    .hint = 请核对原文，看中间是漏排了问题，还是编号写错了
report-area-empty = 方面“{ $title }”下面没有找到问题
    .hint = 请核对原文，看这一方面的问题是怎样写的
report-issue-unsure = “{ $title }”可能是问题，也可能是整改措施，先按问题读取
    .hint = 请核对原文；如果不是问题，导入前请删去
report-level-unsure = “{ $title }”下面还有带编号的问题，先按一个方面读取
    .hint = 请核对原文；如果它本身是一个问题，下面的应当是它的子问题
report-section-unsure = “{ $title }”的标题像是组织领导情况，下面却列着问题，先按问题读取
    .hint = 请核对原文，看这一部分列的是不是反馈的问题
report-issue-unnumbered = 问题“{ $title }”没有编号
    .hint = 请在导入前给它编号，或者由台账自动编号
report-issue-without-progress = 问题 { $number }“{ $title }”没有整改情况
    .hint = 请核对原文，看整改情况是不是写在了别处
report-quote-open = 问题 { $number } 的标题里有引号没有配对
    .hint = 请核对读出的标题
report-part-unsure = 问题 { $number } 里的“{ $text }”中间有逗号，不能确定整句都是子问题的名称
    .hint = 请核对读出的子问题
report-stage-differs = 问题 { $number } 的整改情况里有不同的状态，不能确定整体进展到了哪一步
    .hint = 请在核对后填写整改状态
report-count-differs = 文中说有 { $told } 个问题，读出的是 { $found } 个
    .hint = 请核对原文，看是不是有几个问题合并成了一条，或者有的没有公布
report-period-unclear = “{ $text }”里的巡视、督察或审计时间没有写到日，或者年份不清楚
    .hint = 请在核对后填写起止日期
report-feedback-unclear = 反馈日期“{ $text }”看不出是哪一年
    .hint = 请在核对后填写反馈日期
report-date-unclear = “{ $text }”像是日期，但是读不出来
    .hint = 请在核对后填写通报日期
report-date-published = 文中没有成文日期，先用网页的发布日期 { $day }
    .hint = 请核对通报日期
report-no-date = 没有找到通报的日期
    .hint = 请在核对后填写通报日期
report-no-issuer = 没有找到通报的发布单位
    .hint = 请在核对后填写发布单位
## kinds of rectification

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
