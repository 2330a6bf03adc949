# 督办: the words of the program in Chinese. One message per key; the same keys stand in en.ftl.

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
issues-lead_unit = 牵头单位
issues-undated = 无时限
issues-marks = 标记
issues-state = 状态
issues-basically_done = 基本完成
issues-on_schedule = 序时
issues-axes = {" "}
issues-shown = 只列出前 { $shown } 行，共 { $all } 行。
issues-total = 截至 { $day }，{ $what ->
    [parts] 子问题
   *[issues] 共
} { $count } 个{ $what ->
    [parts] {""}
   *[issues] 问题
}：已完成 { $done } 个（销号 { $closed } 个），滞后 { $behind } 个，逾期 { $overdue } 个。
mark-immediate = 立
mark-long_term = 长
issue-unclear = 未明确
issue-between = ，
issue-and = 、
issue-written = （原文：{ $text }）
issue-who = 责任分工
issue-cycle = 第 { $count } 轮（重新整改）
issue-conflicts = { $fields }（用 duban conflict list 查看并确定）
issue-several-leaders = { $names }（应只有一名）
issue-days-left = { $days ->
    [0] 今天到期
   *[other] 剩 { $days } 天
}
issue-due-lent = { $day }（按批次的整改期限）
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
issue-directives = 交办事项
issue-notices = 督办文书
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
pace-undated = 未定时限
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
in-conflict = 各方不一致
share = { $count }（{ $percent }，{ $count }/{ $of }）
days-overdue = 逾期{ $days }天（{ $working }个工作日）
the-milestone = 节点：{ $text }
the-milestone-of = 节点：{ $text }（{ $title }）
trouble = { $number }：{ $text }
trouble-obstacle = 困难：{ $text }
trouble-help = 需协调：{ $text }
note-conflicts = 注意：{ $n }个问题各方填写不一致，用 duban conflict list 查看。
note-unknown-years = 注意：没有{ $years }年的放假安排，该年工作日按周一至周五计算。

## headings of columns

head-matter = 事项
head-issue = 问题
head-issues = 问题
head-parts_done = 子问题
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
weekly-nothing = 本周没有逾期、到期、上周未报和待核查的事项。
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
weekly-silent = 上周未报
weekly-also_silent = 上周未报
weekly-waiting_for_check = 待核查
due-today = 今日到期
due-this_week = 本周到期，余{ $working }个工作日
due-next_week = 下周到期，余{ $working }个工作日
silent-always = 从未报告
silent-since = 上周未报，末次{ $day }
silent-weeks = 连续{ $weeks }周未报，末次{ $day }
waiting = 待核查（{ $closing }）

## monthly supervision

monthly-title = 一月一督查：{ $month }
monthly-cut_off = 截至{ $day }：
monthly-cut_off-since = 截至{ $day }，与上月底（{ $before }）相比：
monthly-cut_off-since-early = 截至{ $day }，与上月（截至{ $before }，当月没有过完）相比：
monthly-figures = 共{ $total }个：已完成{ $done }，其中已销号{ $closed }；基本完成{ $basically_done }，序时推进{ $on_schedule }，滞后{ $behind }，逾期{ $overdue }。

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
monthly-empty = 到这一天台账中没有问题。
entered-later = 到 { $day } 台账里还没有登记问题；现有的 { $count } 个（含子问题）都是后来登记的，不计在内
    .hint = 看现在的情况，去掉日期；补登那时的情况，登记时也加上 --today { $day }
monthly-laggards = 一、逾期和滞后（问题{ $issues }个，子问题{ $parts }个）
monthly-no-laggards = 没有逾期和滞后的问题。
monthly-by-leader = 二、按责任领导
monthly-by-unit = 三、按牵头单位和责任单位
monthly-units-note = 一个问题计入其每个牵头单位和责任单位，各行相加可大于总数。
monthly-by-area = 四、按方面
monthly-by-kind = 五、按整改类别
monthly-changes-note = 括号里是较上月底的增减：4(-1)为现有4个，比上月底少1个；本月已无问题、上月底还有的，列在表末。
monthly-columns-note = 二至五各表的总数等各列只计问题；子问题另列一栏，为完成数/总数，不与问题相加。总数=完成+基本+序时+滞后+逾期；完成率=完成/总数；销号是完成的一部分；基本为基本完成且未滞后、未逾期；序时含超前，也含未定时限而未滞后的。
behind-milestones = 滞后：{ $n }个节点超期
behind-percent = 滞后：进度{ $percent }%，时间已过{ $elapsed }%
behind-not_started = 滞后：未启动，时间已过{ $elapsed }%
## 书写规则

date-unknown = “{ $text }”看不出是什么日期
    .hint = 请写成 2019-12-31、2019年12月底前、立行立改 或 长期坚持
date-impossible = 没有“{ $text }”这个日期
    .hint = 请核对年、月、日
date-backwards = “{ $text }”截止的日期不晚于开始的日期
    .hint = 请核对年、月、日；跨年的写上两个年份
date-no-such-day = 没有“{ $text }”这一天
    .hint = 请核对年、月、日
date-no-day = “{ $text }”看不出是哪一天
    .hint = 请写成 2019-12-09 或 2019年12月9日
date-needs-year = “{ $text }”没有写年份
    .hint = 请写上年份，例如 2019-10-30 或 2019年10月30日
date-understood-year = “{ $text }”按 { $year }年底（{ $day }）计
date-understood-day = “{ $text }”按 { $day } 计
date-understood = “{ $text }”没有写年份，按 { $day } 计
due-up-to = “{ $text }”：列出时限在 { $day } 及以前的
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

# 帮助页
help-usage = 用法
help-commands = 命令
help-command = 命令
help-arguments = 参数
help-options = 选项
help-global = 通用选项

# 命令
cmd = 督办：整改台账、周调度、月督查，都在一个文件里。
cmd-init = 新建台账
cmd-issue = 问题
cmd-issue-add = 登记问题
cmd-issue-list = 列出问题
cmd-issue-show = 查看一个问题的全部情况
cmd-issue-set = 修改问题
cmd-issue-void = 作废误登、重登的问题，须说明原因
cmd-list = 列出问题（同 issue list）
cmd-show = 查看一个问题（同 issue show）
cmd-check = 核验台账，列出不符合“五个一”的问题
cmd-log = 查看变更记录：谁在何时因何改了什么
cmd-undo = 撤销一次变更
cmd-conflict = 各方填写不一致之处
cmd-conflict-list = 列出不一致之处
cmd-conflict-show = 查看一处不一致
cmd-conflict-settle = 确定以哪一方为准
cmd-rebuild = 按变更记录重新生成各表
cmd-completions = 生成命令补全脚本
cmd-man = 生成使用手册页

# 通用选项
arg-db = 台账文件
arg-lang = 语言：zh 或 en
arg-today = 以这一天为今天
arg-as-of = 查看这一天结束时的台账
arg-author = 经办人或经办单位，记入变更记录
arg-reason = 原因，记入变更记录
arg-format = 输出格式：table、json、csv、md 或 html；export 用 csv、xlsx 或 ics
arg-dry-run = 试运行：只显示将要作的变更，不记入台账
arg-yes = 不再询问，直接执行
arg-help = 显示帮助
arg-version = 显示版本

# 问题的各项
arg-issue = 问题编号，例如 8、8.2、2019-sw/8
arg-issues = 问题编号，可写多个
arg-number = 编号；不写则自动编号，例如 2019-1、8.3
arg-issue-set-number = 新的编号
arg-title = 问题表述
arg-inspection = 所属批次的代号；- 为不属于任何批次
arg-area = 所属方面：标题、序号或标题中的一段
arg-parent = 上级问题的编号
arg-lead = 责任领导，应只有一名
arg-leader = 分管领导、配合领导
arg-lead-unit = 牵头单位
arg-unit = 责任单位
arg-support = 配合单位
arg-team = 专班
arg-contact = 联络员、责任人
arg-supervisor = 督查单位或督查人
arg-requirement = 整改要求
arg-category = 问题类别
arg-due = 整改时限，例如 2019年12月底前、立行立改
arg-immediate = 立行立改
arg-long-term = 长期坚持
arg-started = 起算日；不写则从反馈之日算起
arg-stage = 整改状态：未启动、整改中、基本完成、已完成
arg-done = 完成日期
arg-note = 备注
arg-field = 自设栏目，例如 线索来源=信访

# 列问题的条件
arg-issue-list-lead = 只列这位责任领导的
arg-issue-list-unit = 只列这个单位牵头、负责、配合或督查的
arg-issue-list-stage = 只列这种整改状态的
arg-issue-list-closing = 只列这种销号状态的：未申请、待审、退回、已销号
arg-issue-list-pace = 只列这种进度的：超前、序时、滞后、逾期
arg-issue-list-overdue = 只列逾期的
arg-issue-list-open = 只列未完成的
arg-issue-list-due-before = 只列时限早于这一天的；写 12月底前 则到月底为止
arg-issue-list-inspection = 只列这个批次的；- 为不属于任何批次的
arg-issue-list-area = 只列这个方面的
arg-issue-list-immediate = 只列立行立改的
arg-issue-list-long-term = 只列长期坚持的
arg-issue-list-conflict = 只列各方填写不一致的
arg-issue-list-text = 只列含有这些词的，几个词用空格隔开
arg-issue-list-sort = 排序：number、due、lead、unit、stage 或 updated
arg-limit = 最多列出多少条

# 其他参数
arg-entry = 记录号的前几位；不写则为本机最近一次变更
arg-name = 名称
arg-conflict-show-name = 不一致的代号，见 conflict list
arg-conflict-settle-name = 不一致的代号，见 conflict list
arg-take = 以第几个值为准，见 conflict show
arg-shell = 用的是哪种 shell：bash、zsh、fish、powershell 或 elvish
arg-dir = 存放手册页的文件夹

# 参数里写什么
value-channel = 渠道
value-file = 文件
value-lang = 语言
value-day = 日期
value-name = 名称
value-text = 文字
value-format = 格式
value-count = 个数
value-hour = 钟点
value-directive = 交办编号
value-setting = 设置项
value-value = 值
value-edition = 版次
value-figure = 数字
value-notice = 文号
value-conflict = 代号
value-side = 序号
value-entry = 记录号
value-dir = 文件夹
value-shell = SHELL
value-issue = 问题编号
value-code = 批次代号
value-title = 标题
value-number = 编号
value-limit = 时限
value-stage = 整改状态
value-closing = 销号状态
value-pace = 进度
value-words = 词语
value-sort = 排序
value-field = 栏目=值
value-bool = true|false

# 值
value-yes = 是
value-no = 否
value-empty = （空）
list-comma = 、

# 记录的种类
kind-inspection = 批次
kind-area = 方面
kind-issue = 问题
kind-owner = 责任主体
kind-duty = 责任分工
kind-milestone = 措施
kind-progress = 进展
kind-indicator = 指标
kind-rule = 制度
kind-setting = 设置
kind-closing = 销号申请
kind-recheck = 回头看
kind-cycle = 整改轮次
kind-extension = 延期
kind-evidence = 佐证材料
kind-directive = 交办事项
kind-notice = 文书
kind-notice_item = 文书所涉问题
kind-round = 周调度
kind-ask = 调度事项
kind-return = 单位反馈
kind-delivery = 发送记录
kind-member = 共享单位
kind-key = 台账密钥
kind-summary = 月督查通报数据
kind-unknown = 新版本的内容（{ $name }）

# 字段
field = { $name ->
    [code] { $kind ->
        [notice] 文号
       *[other] 代号
    }
    [name] 名称
    [kind] 类型
    [inspector] 巡视（督察、审计）组织
    [inspected] 被巡视（督察、审计）单位
    [from_on] 进驻日期
    [to_on] 结束日期
    [feedback_on] 反馈日期
    [plan_due] 方案报送时限
    [due] { $kind ->
        [inspection] 整改期限
        [issue] 整改时限
       *[other] 时限
    }
    [issuer] { $kind ->
        [rule] 印发单位
       *[other] 发文单位
    }
    [report_on] 报告日期
    [contact] 联系方式
    [note] 备注
    [inspection] 批次
    [label] 序号
    [title] { $kind ->
        [issue] 问题
       *[other] 标题
    }
    [position] 顺序
    [area] 方面
    [parent] 上级问题
    [number] { $kind ->
        [rule] 文号
       *[other] 编号
    }
    [requirement] 整改要求
    [category] 类别
    [stage] 整改状态
    [status_text] 状态原文
    [closing] 销号状态
    [cycle] 整改轮次
    [immediate] 立行立改
    [long_term] 长期坚持
    [started_on] 起算日
    [due_text] 时限原文
    [done_on] 完成日期
    [person] 类别
    [post] 职务
    [phone] 电话
    [email] 邮箱
    [alias_of] 合并到
    [issue] 问题
    [owner] 责任主体
    [role] 角色
    [text] { $kind ->
        [milestone] 措施
        [progress] 进展
       *[other] 内容
    }
    [deliverable] 成果
    [day] { $kind ->
        [rule] 印发日期
        [indicator] 截至日期
       *[other] 日期
    }
    [percent] 完成比例
    [next_step] 下步打算
    [obstacle] 存在困难
    [help_needed] 需协调
    [unit] { $kind ->
        [progress] 填报单位
       *[other] 单位
    }
    [value] 数值
    [total] 总数
    [qualifier] 约数
    [invited_on] 邀请日期
    [replica] 副本
    [public_key] 公钥
    [admitted_on] 准入日期
    [member] 成员
    [epoch] 期次
    [sealed] 密文
    [entry] 记录
    [released_on] 放行日期
    [released_by] 放行人
    [removed_on] 移出日期
    [recurs] 前次问题
    [applied_on] 申请日期
    [applied_by] 申请人
    [reason] 理由
    [checked_on] 核查日期
    [checked_by] 核查人
    [verdict] 结论
    [opinion] 意见
    [struck_on] 销号日期
    [struck_by] 销号人
    [late] 逾期销号
    [opened_on] 开始日期
    [opened_by] 经办
    [basis] 依据
    [started_before] 上一轮起算日
    [due_before] 上一轮时限
    [due_text_before] 上一轮时限原文
    [done_before] 上一轮完成日期
    [asked_on] 申请日期
    [asked_by] 申请人
    [from_due] 原时限
    [from_text] 原时限原文
    [to_due] 拟延至
    [to_text] 拟延时限原文
    [decided_on] 批复日期
    [decided_by] 批复人
    [digest] 校验码
    [size] 大小
    [added_by] 提交人
    [round] 期次
    [given_on] 交办日期
    [given_by] 交办人
    [result] 办理结果
    [year] 年度
    [issued_on] 发出日期
    [issued_by] 签发
    [answer_by] 答复时限
    [answered_on] 答复日期
    [answer] 答复
    [notice] 文书
    [week] 所在周
    [return_by] 反馈时限
    [return_hour] 反馈时点
    [closed_on] 截止日期
    [why] 事由
    [at] 时间
    [returned_by] 经手人
    [file] 文件
    [rows] 行数
    [changed] 有变化的行数
    [purpose] 用途
    [channel] 渠道
    [address] 地址
    [state] 状态
    [attempts] 尝试次数
    [detail] 说明
    [message] 信件号
    [month] 月份
    [edition] 版次
    [corrects] 更正的第一版
    [cut_off] 截至日期
    [seen] 各处变更截至
    [rules] 计算规则
    [figures] 数据
    [frozen_on] 冻结日期
    [template] 提纲
    [opening] 开头
    [organisation] 组织情况
    [next_steps] 下一步安排
    [drafted_on] 起草日期
    [drafted_by] 起草人
    [progress] 所据进展
    [internal] 内部稿
    [public] 公开稿
    [written_on] 定稿日期
    [written_by] 定稿人
    [ground] 不公开情形
    [approved_by] 批准人
    [approved_on] 批准日期
    [indicator] 指标
    [kept] 已看过的现值
    [paper] 公文
    [facts] 依据的内容
    [published_on] 公布日期
    [published_by] 公布人
    [frozen_by] 冻结人
    [void] 作废原因
   *[other] { $name }
}
field-extra = { $heading }

# 变更记录
log-empty = 还没有变更记录。
log-entry = { $when }  { $author }  {"["}{ $id }{"]"}
log-command = 命令：{ $command }
log-source = 来源文件：{ $file }（校验 { $hash }）
log-reason = 原因：{ $reason }
log-undoes = 撤销记录 { $entry }
log-subject = { $kind } { $name }
log-subject-of = { $subject }（问题 { $issue }）
log-created = 新增 { $subject }：{ $fields }
log-struck-out = { $subject }：作废，原因：{ $reason }
log-restored = { $subject }：恢复（曾作废，原因：{ $reason }）
log-changed = { $subject }：{ $fields }
log-field = { $field } { $from } → { $to }
log-field-set = { $field } { $to }
log-field-emptied = { $field } { $from } →（空）
log-more = …… 另有 { $count } 条
recorded-done = 已记入台账：
recorded-dry = 试运行，未记入台账。将作以下变更：
recorded-nothing = 没有变化，台账未动。
recorded-nothing-reason = 没有变化，台账未动，所写的原因也没有记下。要单记一句话，用 --note 或 duban progress add。
undo-done = 已撤销 { $author } { $on } 的变更 { $entry }（{ $command }）
undo-dry = 将撤销 { $author } { $on } 的变更 { $entry }（{ $command }）
undo-nothing = 没有可撤销的变更
    .hint = 变更记录见 duban log
undo-undone = 记录 { $entry } 已由 { $author } 于 { $day } 撤销（记录 { $by }）
    .hint = 要恢复它，撤销那次撤销：duban undo { $by }
undo-built-on = 不能撤销：{ $kind } { $name }的“{ $field }”此后由 { $author } 于 { $day } 又作了改动（记录 { $entry }）
    .hint = 先撤销后一次变更：duban undo { $entry }；或者直接改成应有的值
entry-unknown = 没有以“{ $found }”开头的记录号
    .hint = 记录号见 duban log 方括号内
entry-ambiguous = 以“{ $found }”开头的记录号不止一个
    .hint = 请多写几位
position-unknown = 台账里没有记录 { $entry }
    .hint = 请先接收其他单位的变更

# 不一致
conflict-none = 各方填写一致。
conflict-count = 有 { $count } 处各方填写不一致：
conflict-name = 代号
conflict-subject = 对象
conflict-field = 字段
conflict-sides = 各方的值
conflict-how = 用 duban conflict show 代号 查看经过，用 duban conflict settle 代号 --take 序号 确定以哪一方为准。
conflict-title = { $subject }的“{ $field }”不一致
conflict-title-void = { $subject }：一方作废，另一方同时在改
conflict-void = 作废
conflict-void-side = 作废，原因：{ $reason }
conflict-kept-side = 不作废
conflict-edit-side = 修改：{ $said }
conflict-from = 单位
conflict-value = 值
conflict-author = 填写
conflict-when = 时间
conflict-reason = 原因
conflict-settle-how = 确定以哪一方为准：duban conflict settle { WORD($name) } --take 序号
conflict-unknown = 没有代号为“{ $found }”的不一致之处
    .hint = 代号见 duban conflict list
conflict-no-side = 没有第 { $found } 个值，共有 { $sides } 个
    .hint = 各值的序号见 duban conflict show

# 核验
check-entries = 变更记录
check-records = 数据条目
check-conflicts = 不一致之处
check-waiting = 等待前序的记录
check-newer = 新版本的内容
check-digest = 校验码
check-ok = 台账完好。
check-not-ok = 台账有问题：
check-file = 文件损坏：{ $cause }
check-entry-changed = 记录 { $entry } 的内容与其编号不符
check-entry-chain = 记录 { $entry } 的前序不对
check-entry-ops = 记录 { $entry } 的变更内容被改动或缺失
check-row = { $kind } 表中的 { $record } 与变更记录不符
check-rows = { $table } 表有 { $found } 行，按变更记录应有 { $expected } 行
check-dangling = { $kind } { $record }的“{ $field }”指向不存在的 { $missing }
check-breaches = 不符合“五个一”的问题（{ $count } 个）
check-missing = 缺少
column-number = 编号
missing-leader = 责任领导
missing-one-leader = 唯一的责任领导（现有 { $count } 名）
missing-lead-unit = 牵头单位
missing-team = 专班
missing-plan = 整改措施
missing-due = 整改时限
rebuild-done = 各表已按变更记录重新生成。
rebuild-dry = 试运行：将按变更记录重新生成各表。
man-written = 已在 { $path } 写入 { $count } 个手册页。
man-dry = 试运行：将在 { $path } 写入 { $count } 个手册页。

# 报错的开头
error-prefix = 错误：
hint-prefix = 提示：

# 命令行写法
usage-unknown-arg = 没有“{ $found }”这个选项
    .hint = 加 --help 查看可用的选项
usage-stray = 不知道“{ $found }”指什么
    .hint = 前面要写明是哪一项，例如 --title；有空格的内容要加引号。加 --help 查看写法
usage-unknown-arg-like = 没有“{ $found }”这个选项
    .hint = 是不是要写 { $like }？
usage-unknown-command = 没有“{ $found }”这个命令
    .hint = 用 duban --help 查看全部命令
usage-unknown-command-of = { $path } 没有“{ $found }”这个命令
    .hint = 可以写：{ $names }；用法见 { $path } --help
usage-unknown-command-like = 没有“{ $found }”这个命令
    .hint = 是不是要写 { $like }？
usage-missing-arg = 还缺少 { $args }
    .hint = 加 --help 查看用法
usage-missing-command = 没有写要用哪个命令
    .hint = 加 --help 查看可用的命令
usage-missing-command-of = { $path } 后面还要写一个命令
    .hint = 可以写：{ $names }；用法见 { $path } --help
usage-bad-value = { $arg } 不能写“{ $found }”
    .hint = 加 --help 查看用法
usage-bad-value-because = { $arg }：{ $why }
usage-bad-value-hinted = { $arg }：{ $why }
    .hint = { $hint }
usage-missing-value = { $arg } 后面还要写值
usage-not-one-of = { $arg } 不能写“{ $found }”
    .hint = 可以写：{ $valid }
usage-conflict = { $arg } 不能与 { $other } 同时使用
usage-twice = { $arg } 写了两次
    .hint = 只留一次
usage-not-utf8 = 命令行里有无法识别的字符
    .hint = 请使用 UTF-8 编码的终端
usage-other = 命令行写法不对：{ $cause }
    .hint = 加 --help 查看用法
arg-bad-issue = “{ $found }”不是问题编号
    .hint = 请写成 8、8.2 或 2019-sw/8
arg-bad-member = “{ $found }”没有写明是哪个问题的第几项
    .hint = 第 8 个问题的第 2 项写成 8#2
arg-bad-return = “{ $found }”没有写明是哪个问题哪一天的进展
    .hint = 请写成 8@2019-12-09
arg-bad-field = “{ $found }”没有写明栏目和值
    .hint = 请写成 线索来源=信访
arg-bad-lang = 没有“{ $found }”这种语言
    .hint = 可以写 zh 或 en
arg-empty = 不能为空
as-of-future = { $day } 还没有到（今天是 { $today }），看不到那天的台账
    .hint = 去掉 --as-of 就是现在的台账；要假定今天是那一天，用 --today { $day }
as-of-writes = 过去的台账只能查看，不能修改
    .hint = 去掉 --as-of
format-no-csv = 这项内容不是表格，不能输出为 CSV
    .hint = 请用 --format json 或 md
reason-missing = 须说明原因
    .hint = 加上 --reason 原因
void-replaced = 名单调整

# 问题的规矩
issue-unknown = 没有编号为 { $number } 的问题
    .hint = 台账中的编号：{ $known }
issue-struck-out = 问题 { $number } 已由 { $author } 于 { $on } 作废，原因：{ $reason }
    .hint = 要恢复：duban undo { $entry }
issues-none-then = { $day } 那天还没有登记任何问题。
issue-unknown-then = { $day } 那天还没有登记任何问题，没有编号为 { $number } 的
    .hint = 换一个日期，或者去掉 --as-of
issue-unknown-empty = 没有编号为 { $number } 的问题，台账还是空的
    .hint = 用 duban issue add 登记问题
issue-ambiguous = 编号 { $number } 在几个批次中都有
    .hint = 请写明批次：{ $names }
issue-twice = 有不止一个问题编号为 { $number }
    .hint = 请改用其内部编号改号，例如 duban issue set 内部编号 --number 新编号；内部编号：{ $keys }
issue-named-twice = 问题 { $number } 写了两次
issue-needs-title = 登记问题须写明问题表述
    .hint = 加上 --title 问题表述
issue-has-parts = 问题 { $number } 还有 { $count } 个分项问题，不能作废：{ $parts }
    .hint = 一并作废，或者先用 duban issue set 编号 --parent '' 把它们移出
number-taken = 编号 { $number } 已经有了
    .hint = 换一个编号，或者用 duban show { $number } 核对是否重复登记
number-unfit = “{ $found }”不能作编号
    .hint = 编号里不能有空格和 / # @
parent-circle = 问题 { $parent } 在问题 { $number } 之下，不能反过来作它的上级
lead-several = 注意：责任领导写了 { $count } 名，一个问题应只有一名；用 duban issue set 编号 --lead 姓名 改
done-without-stage = 问题 { $number } 记了完成日期，但整改状态不是已完成
issue-closed-dates = 问题 { $number } 已销号，时限、起算日和完成日期不能再改
    .hint = 误销的，用 duban undo 撤销；要重新整改的，用 duban issue reopen { $number }
issue-due-moved = 注意：问题 { $number } 的时限由 { $was } 改到 { $limit }，不算延期；经批准延期的，用 duban issue extend { $number }
issue-closed-stage = 问题 { $number } 已销号，整改状态不能再改
    .hint = 要重新整改的，用 duban issue reopen { $number }
stage-unknown = “{ $found }”不是整改状态
    .hint = 可以写 未启动、整改中、基本完成、已完成
stage-is-closing = “{ $found }”说的是销号，不是整改状态
    .hint = 先写 已完成，再按程序申请销号
closing-unknown = “{ $found }”不是销号状态
    .hint = 可以写 未申请、待审、退回、已销号
pace-unknown = “{ $found }”不是进度
    .hint = 可以写 超前、序时、滞后、逾期
percent-unfit = “{ $found }”不是完成比例
    .hint = 请写 0 到 100 的整数
date-passed-this-year = “{ $text }”没有写年份，而今年的这一天（{ $day }）已经过去
    .hint = 请写上年份，如 { $next }年{ $text }

# 责任主体
owner-unknown = 没有叫“{ $name }”的责任主体
    .hint = 全部名称见 duban owner list；确实是新的，先用 duban owner add 登记
owner-unknown-like = 没有叫“{ $name }”的责任主体
    .hint = 相近的有：{ $like }；全部名称见 duban owner list

owner-new = { $dry ->
    [yes] 将新增
   *[no] 新增
}{ $sort ->
    [person] 个人
   *[unit] 单位
} { $name }
owner-new-like = { $dry ->
    [yes] 将新增
   *[no] 新增
}{ $sort ->
    [person] 个人
   *[unit] 单位
} { $name }，与已有的 { $like } 相近
    .hint = { $dry ->
        [yes] 若是同一个，请改用已有的名称
       *[no] 若是同一个：duban owner merge { WORD($name) } { WORD($first) }，或者 duban undo 后重新登记
    }

# 批次和方面
inspection-none = 没有代号为“{ $code }”的批次，台账里还没有批次
    .hint = 用 duban inspection add { $code } 登记
inspection-twice = 有不止一个批次代号为“{ $code }”
    .hint = 作废其中一个
area-none = 没有“{ $title }”方面，台账里还没有方面
    .hint = 用 duban area add { WORD($title) } 登记
area-unknown = 没有“{ $title }”方面
    .hint = 已有：{ $known }
area-ambiguous = “{ $title }”可以指不止一个方面
    .hint = 请写全：{ $titles }
member-unknown = 问题 { $number } 没有“{ $found }”这项{ $kind }（共 { $count } 项）
    .hint = 用 duban show { $number } 核对序号

# 台账文件
ledger-begun = 已新建台账 { $path }
init-exists = { $path } 已经是台账
init-dry = 试运行：将新建台账 { $path }
store-missing = 没有找到台账 { $path }
    .hint = 用 duban init 新建，或者用 --db 写明台账文件
store-is-folder = { $path } 是文件夹，不是台账
    .hint = 用 --db 写明台账文件
store-not-ours = { $path } 不是督办台账，没有改动它
    .hint = 用 --db 写明台账文件
store-no-database = 这个文件不是台账
    .hint = 用 --db 写明台账文件
store-on-share = { $path } 在网络共享盘（{ $kind }）上，几个人同时写会损坏台账
    .hint = 台账请放在本机硬盘上；几个单位可以用 duban sync 通过共享盘互通
store-newer = 台账由新版本的程序写成（{ $found }，本程序只到 { $known }）
    .hint = 请更新程序
store-old-read-only = { $path } 由旧版本写成，需要更新，但这里只能读
    .hint = 复制到可以写的地方再打开
store-migration = 台账没能更新到新版本：{ $cause }
    .hint = 原台账的备份就在旁边
store-busy = 台账正被别的程序占用
    .hint = 稍后再试
store-disk-full = 磁盘已满，什么也没有写入
    .hint = 腾出空间再试
store-read-only = 台账所在的位置不能写入
    .hint = 检查文件和文件夹的权限
check-unreadable = 文件读不全，无法核验：{ $what }
    .hint = 请用最近的备份恢复，原文件先不要删
store-io = 读写台账文件出错，磁盘可能已满、超出配额或者有故障：{ $cause }
    .hint = 腾出空间，检查磁盘和配额，再运行一次；没有写成的不会留下一半
store-damaged = 台账已损坏：{ $what }
    .hint = 用 duban check 查看，用备份恢复
store-cannot-open = 打不开台账：{ $path }：{ $cause }
    .hint = 检查路径和权限
store-shut = 打不开台账：没有权限，或者所在的文件夹不能写入
    .hint = 检查文件和文件夹的权限
store-malformed = 文件内容残缺或被改动
store-sqlite = 台账数据库报错：{ $cause }
absorb-broken = 内容残缺或被改动
    .hint = 请对方重新发送
absorb-chain = 第 { $number } 条与前一条接不上
    .hint = 请对方重新发送
absorb-fork = { $replica } 有两个不同的第 { $number } 条：台账文件被复制后又各自修改过
absorb-other-ledger = 属于另一个台账（{ $ledger }）
absorb-unreadable = 无法识别：{ $cause }
file-unreadable = 读不了 { $path }：{ $cause }
    .hint = 检查路径和权限
file-unwritable = 写不了 { $path }：{ $cause }
    .hint = 检查路径、权限和磁盘空间
out-stdout = 无法输出：{ $cause }
config-bad = 配置文件 { $path } 有误：{ $cause }
    .hint = 可以设 author、db、lang，以及发送用的 [notify]（见 docs/sending.md）
cause-not-found = 没有这个文件或文件夹
cause-denied = 没有权限
cause-read-only = 所在的磁盘是只读的
cause-full = 磁盘空间不足
cause-is-folder = 这是文件夹，不是文件
cause-no-folder = 路径中间有一段不是文件夹
cause-exists = 已经有同名的文件
cause-other = { $cause }
no-random = 系统没有给出随机数：{ $cause }

# 其他记录的命令
cmd-progress = 整改进展
cmd-progress-add = 登记进展
cmd-progress-list = 列出进展
cmd-progress-set = 修改一次进展
cmd-progress-void = 作废一次进展，须说明原因
cmd-milestone = 整改措施
cmd-milestone-add = 登记措施
cmd-milestone-list = 列出措施
cmd-milestone-set = 修改措施，例如记完成日期
cmd-milestone-void = 作废措施，须说明原因
cmd-indicator = 量化指标
cmd-indicator-add = 登记指标
cmd-indicator-list = 列出指标
cmd-indicator-set = 修改指标
cmd-indicator-void = 作废指标，须说明原因
cmd-rule = 制度文件
cmd-rule-add = 登记制度
cmd-rule-list = 列出制度
cmd-rule-set = 修改制度
cmd-rule-void = 作废制度，须说明原因
cmd-owner = 责任主体：个人和单位
cmd-owner-add = 登记责任主体
cmd-owner-list = 列出责任主体及其承担的问题数
cmd-owner-show = 查看一个责任主体承担的问题
cmd-owner-set = 修改责任主体
cmd-owner-merge = 合并：前一个是后一个的别名
arg-alias = 别名、简称，可写多个
owner-alias-taken = “{ $name }”已是 { $known } 的名称
    .hint = 若是同一个：duban owner merge { WORD($known) } { WORD($of) }
import-as-kind = 经办人不会是“{ $found }”：--as 写的是谁经办
    .hint = 要说明文件是什么，用 --kind { $found }
author-unknown = 不知道是谁经办，变更记录里记作“-”
    .hint = 加 --as 姓名或单位，或者设 DUBAN_AUTHOR
as-of-check = 核验的是整本台账，不能加 --as-of
    .hint = 去掉 --as-of；要看那天的情况，用 duban list --as-of 日期
log-cut = 只列出最近 { $shown } 条；更早的用 duban log -n { $more } 查看
inspection-kind-inspection = 巡视巡察
inspection-kind-audit = 审计
inspection-kind-environment = 生态环境保护督察
inspection-kind-other = 其他
cmd-owner-void = 作废误登的责任主体，须说明原因
cmd-inspection = 批次：巡视、督察、审计
cmd-inspection-add = 登记批次
cmd-inspection-list = 列出批次
cmd-inspection-show = 查看一个批次
cmd-inspection-set = 修改批次
cmd-inspection-void = 作废误登的批次，须说明原因
cmd-area = 方面：反馈意见的各个方面
cmd-area-add = 登记方面
cmd-area-list = 列出方面
cmd-area-set = 修改方面
cmd-area-void = 作废误登的方面，须说明原因

# 其他记录的各项
arg-progress = 哪个问题哪一天的进展，例如 8@2019-12-09
arg-percent = 完成比例，0 到 100
arg-progress-add-text = 做了什么
arg-progress-set-text = 做了什么
arg-next = 下步打算
arg-obstacle = 存在困难
arg-help-needed = 需协调的事项
arg-progress-add-unit = 填报单位
arg-progress-set-unit = 填报单位
arg-on = 日期；不写则为今天
arg-progress-set-on = 改为这一天的
arg-since = 只列这一天以来的
arg-measure = 哪一项措施，例如 8#2 是问题 8 的第 2 项
arg-milestone-add-text = 措施内容
arg-milestone-set-text = 措施内容
arg-deliverable = 成果形式
arg-indicator = 哪一项指标，例如 8#2 或 8#清退金额
arg-indicator-add-name = 指标名称，例如 清退金额；整体的一部分写成 整体/部分，例如 涉改单位/撤销，月督查时核对各部分之和
arg-indicator-set-name = 指标名称
arg-value = 数值，可带单位和约数，例如 66.57万元
arg-total = 总数，例如 19个
arg-indicator-add-unit = 单位，例如 万元、人次
arg-indicator-set-unit = 单位，例如 万元、人次
arg-qualifier = 约数，例如 余、近
arg-indicator-set-on = 截至日期
arg-rule = 哪一项制度，例如 8#1 或 8#管理办法
arg-rule-add-title = 制度名称
arg-rule-set-title = 制度名称
arg-rule-add-number = 文号
arg-rule-set-number = 文号
arg-rule-add-on = 印发日期
arg-rule-set-on = 印发日期
arg-issuer = 印发单位
arg-person = 是个人（--person=false 为单位）
arg-post = 职务
arg-phone = 电话
arg-email = 邮箱
arg-rename = 新的名称
arg-inspection-set-rename = 新的代号
arg-area-set-rename = 新的标题
arg-from = 别名
arg-into = 正式名称
arg-code = 批次代号，例如 2019-sw
arg-inspection-add-name = 批次名称
arg-inspection-set-name = 批次名称
arg-kind = 类型，例如 巡视、环保督察、审计
arg-inspector = 巡视（督察、审计）组织
arg-inspected = 被巡视（督察、审计）单位
arg-inspection-add-from = 进驻日期
arg-inspection-add-to = 结束日期
arg-inspection-add-due = 集中整改期限
arg-inspection-add-issuer = 发文单位
arg-inspection-add-contact = 对外公布的联系方式
arg-inspection-set-from = 进驻日期
arg-inspection-set-to = 结束日期
arg-inspection-set-due = 集中整改期限
arg-inspection-set-issuer = 发文单位
arg-inspection-set-contact = 对外公布的联系方式
arg-feedback = 反馈日期
arg-plan-due = 整改方案报送时限
arg-report-on = 整改情况报告日期
arg-area-add-title = 方面的标题
arg-area-set-title = 方面：标题、序号或标题中的一段
arg-area-void-title = 方面：标题、序号或标题中的一段
arg-area-list-inspection = 只列这个批次的
arg-label = 序号，例如 （一）
arg-position = 排在第几
value-member = 编号#序号
value-return = 编号@日期
value-percent = 比例
value-amount = 数量

# 其他记录的列表
records-none = 没有符合条件的记录。
labelled = { $label }：{ $text }
value-person = 个人
value-office = 单位
column-name = 名称
column-sort-of = 类别
column-post = 职务
column-phone = 电话
column-email = 邮箱
column-roles = 承担问题
column-aliases = 别名
column-role = 角色
owner-tasks = 承担的问题（{ $count } 项）
column-code = 代号
column-kind = 类型
column-inspector = 组织方
column-inspected = 对象
column-from-on = 进驻日期
column-to-on = 结束日期
column-feedback-on = 反馈日期
column-plan-due = 方案报送时限
column-inspection-due = 整改期限
column-report-on = 报告日期
column-issuer = 发文单位
column-public-contact = 联系方式
column-issues = 问题数
column-label = 序号
column-heading = 方面
column-which = 代号
column-total = 总数
column-unit = 单位

# 其他记录的规矩
owner-taken = 已有责任主体“{ $known }”
    .hint = 用 duban owner show { WORD($known) } 查看
owner-rename-taken = 不能改名为“{ $name }”：已有责任主体“{ $known }”
    .hint = 如果是同一个，请用 duban owner merge 合并
merge-itself = “{ $name }”就是它自己，不用合并
    .hint = 写两个名称：前一个是别名，后一个是正式名称
merge-circle = “{ $into }”已经是“{ $from }”的别名，不能再反过来合并
    .hint = 要换正式名称，用 duban owner set { WORD($from) } --rename 新名称
owner-in-use = “{ $name }”还承担 { $count } 个问题，不能作废：{ $issues }
    .hint = 名称写错的用 duban owner set { WORD($name) } --rename 改正，与别人重复的用 duban owner merge 合并
owner-has-aliases = “{ $alias }”是“{ $name }”的别名，不能作废正式名称
    .hint = 先作废别名，或者把别名合并到别处
code-taken = 代号“{ $code }”已经有了
    .hint = 用 duban inspection show { $code } 查看
code-unfit = “{ $found }”不能作批次代号
    .hint = 代号里不能有空格和 # @，例如 2019-sw
inspection-in-use = 批次 { $code } 还有 { $issues } 个问题、{ $areas } 个方面，不能作废
    .hint = 先作废或者移走这些问题和方面
area-taken = 已有“{ $title }”方面
area-in-use = “{ $title }”方面还有 { $count } 个问题，不能作废
    .hint = 先用 duban issue set 编号 --area 移走
progress-empty = 进展须写明内容或完成比例
    .hint = 加上 --text 或 --percent
progress-ahead = { $day } 还没有到（今天是 { $today }），不能登记那天的进展
progress-day-taken = { $unit } 在 { $day } 已经报过问题 { $number } 的进展
    .hint = 一天登记一次；要改那一次：duban progress set { WORD($name) }
progress-day-taken-bare = 问题 { $number } 在 { $day } 已经登记过一次进展，没有写填报单位
    .hint = 要改那一次：duban progress set { WORD($name) }；是另一个单位报的，加上 --unit 单位
progress-none = 问题 { $number } 还没有进展
    .hint = 用 duban progress add { $number } 登记
progress-unknown = 问题 { $number } 在 { $day } 没有进展
    .hint = 有进展的日期：{ $days }
progress-several = 问题 { $number } 在 { $day } 有几个单位的进展
    .hint = 在后面加上单位：{ $names }
percent-down = 注意：问题 { $number } 的完成比例从 { $from }% 降到 { $to }%
progress-closed = 注意：问题 { $number } 已销号，这次进展只作记录，不改变结果
progress-not-started = 注意：问题 { $number } 的整改状态仍是未启动，可用 --stage 整改中 更新
indicator-over = 数值 { $value } 大于总数 { $total }；请核对，或用 --total 改总数
log-duty-new = 问题 { $issue }：{ $role } 增加 { $owner }
log-duty-gone = 问题 { $issue }：{ $role } 去掉 { $owner }

# 其他记录的规矩
log-created-bare = 新增 { $subject }

# 其他记录的规矩
parent-number-kept = { $number } 归到 { $parent } 之下，编号不变；要一并改编号，加 --number { $next }
parent-itself = 问题 { $number } 不能作自己的上级

# 帮助页末尾
more-issue-add = 名单里有几个名字时用顿号隔开，或者把选项写几次。
    时限照文件的写法写：2019年12月底前、11月底、立行立改、长期坚持。
more-issue-set = 名单里有几个名字时用顿号隔开，新名单代替旧名单。把选项写成 '' 即清空：--due ''。
more-owner-merge = 例如 duban owner merge 市教局 市教育局：以后写“市教局”都算市教育局。

# 表格的导入和导出
arg-year = 没有写年份的日期属于哪一年；不写则看表头的截至日期
arg-theirs = 两边都改过的，以表格为准
arg-ours = 两边都改过的，以台账为准
value-kind = 种类
value-year = 年份
value-heading-column = 栏目=字段
in-file = { $file }：{ $why }
preview-new = 新增
preview-conflicts = 两边都改过
# 导入、导出
cmd-import = 导入台账表格（可以几个）或整改情况通报
arg-import-files = 台账 XLSX、XLS、ODS、CSV，或通报 DOCX、文本；- 表示标准输入
arg-import-kind = report 通报 或 ledger 台账；不写则看内容
arg-import-inspection = 归入哪个批次；通报可以新建；不写则自动认
arg-import-year = 没写年份的算哪一年；不写则看表上的“截至”
arg-import-theirs = 两边不同的，以文件为准
arg-import-ours = 两边不同的，以台账为准
cmd-export = 导出台账表格（改完可以再导入），或把时限导出为日历
arg-export-file = 写到哪个文件（.xlsx、.csv 或 .ics）；不写或 - 表示标准输出
arg-export-inspection = 只导出这一轮巡视（代号）
value-month = 月份
csv-encoding = 不是 { $encoding } 文本（第 { $offset } 个字节起读不懂）
    .hint = 在表格软件里另存为“CSV UTF-8”再导入
csv-binary = 不是文本文件
    .hint = 表格请另存为 XLSX 或 CSV 再导入
csv-broken = 第 { $line } 行起读不下去：{ $cause }
    .hint = 多半是引号没有成对，看看这一行
csv-cell-too-long = 第 { $line } 行有一格长达 { $length } 字节，上限 { $limit }
    .hint = 多半是引号没有成对，后面的行都并进了这一格
sheet-no-header = 前 15 行里没有找到表头；看到的是：{ $found }
    .hint = 表头至少要有“问题”一栏和另一栏，如“编号”“责任单位”“整改时限”；表头上面的说明太长时，删去几行
sheet-no-title = 第 { $line } 行的表头里没有写问题的一栏；看到的是：{ $found }
    .hint = 指明写问题的那一栏：--set '栏目=问题'
sheet-by-context = “{ $heading }”一栏按上下文当作“{ $column }”（不对就用 --set '{ $heading }=字段'）
sheet-heading-twice = “{ $heading }”出现了两次（{ $first } 列和 { $second } 列），后一栏记作“{ $kept }”
sheet-bad-status = “{ $found }”不是认得的状态
    .hint = 写成未启动、整改中、基本完成或已完成；是本地的说法就先登记，如：duban words add { WORD($found) } --stage 整改中
sheet-bad-closed = “{ $found }”说不清是否销号
    .hint = 填“是”或“否”
sheet-bad-percent = “{ $found }”不是 0 到 100 的比例
    .hint = 填整数，如 60 或 60%
sheet-key-bad = “{ $found }”不是督办键
    .hint = 督办键一栏不要改；新增的问题把这一格留空
sheet-key-unknown = 督办键不是这本台账的
    .hint = 确认表格是从这本台账导出的；要当作新问题，先取消隐藏“督办键”一栏（最后一栏），清空这一行的督办键
sheet-base-unknown = 这张表导出（底稿 { $found }）以后，这本台账换过或者恢复过备份，对不上当时的内容
    .hint = 先同步再导入；或清空“督办键”整栏，按编号对应
sheet-issue-twice = 第 { $first } 行已经是问题 { $number }，这一行又是，像是复制出来的
    .hint = 是新问题就清空这一行的“督办键”（隐藏的最后一栏）和编号；不是就只留一行
sheet-number-twice = 编号 { $number } 在 { $first } 已经用过
    .hint = 每个问题一个编号
sheet-number-taken = 编号 { $number } 在台账里是“{ $other }”，表里却是“{ $title }”
    .hint = 确认是不是同一个问题：是就改成一样的标题，不是就换个编号
sheet-no-title-cell = 这一行没有写问题
    .hint = 是签字、说明可以删掉；是方面的标题，请填到“方面”一栏
sheet-key-moved = 这一行的督办键是问题 { $mine } 的，写的却是问题 { $number }“{ $title }”，像是排序时漏了隐藏的“督办键”一栏
    .hint = 全表连“督办键”（隐藏的最后一栏）一起排序；或者清空“督办键”整栏，按编号和标题对应
sheet-unit-above = 表里没有责任单位一栏，新问题的责任单位按填报单位“{ $unit }”填
sheet-needs-year = 有 { $count } 处日期没有写年份（第一处 { $cell }“{ $found }”），表里也没有截至日期，说不准是哪一年
    .hint = 加上 --year，如 --year { $year }
sheet-near-asked = “{ $title }”与问题 { $number }“{ $other }”相近，说不准是不是同一个
    .hint = 是同一个就加 --same '{ $row }={ $number }'，是新问题就加 --new '{ $row }'；相近的全是同一个 --same 全部，全是新的 --new 全部
sheet-same-unknown = 台账里没有问题 { $number }
    .hint = --same 写“行号=台账里的编号”，编号用 duban list 查
answer-row-unknown = 第 { $row } 行不是问题，--same、--new 写的是表里的行号
    .hint = 行号照表格软件左边的数；有几张工作表时写成 工作表!行号
same-form = “{ $found }”不是“行号=编号”
    .hint = 如 --same 5=8：第 5 行就是问题 8；全部 指相近的都是同一个
new-form = “{ $found }”不是行号
    .hint = 如 --new 5：第 5 行是新问题；全部 指相近的都是新问题
sheet-other-ledger = 督办键都不是这本台账的，这张表是从另一本台账导出的
    .hint = 换那本台账导入（--db）；要并到这本里，先取消隐藏“督办键”一栏（最后一栏），整栏清空
sheet-columns-gone = 表里没有这些栏目，台账里的内容不动：{ $headings }
sheet-hidden-columns = 表里有藏起来的栏目，照样读了：{ $headings }（不要就用 --set '栏目=忽略'）
sheet-last-month = “{ $column }”按月分了几栏，以最后填了的“{ $heading }”为准；{ $others }照原样保留
sheet-meaning-second = 意思相同的栏目以前一栏为准，后一栏照原样保留：{ $headings }
sheet-day-above = 表上写着截至 { $day }：{ $used ->
    [day] 进展记在这一天，没有写年份的日期算 { $year } 年
   *[year] 这一天还没到，进展记在今天；没有写年份的日期算 { $year } 年
}
sheet-sender = 填报单位是“{ $unit }”，进展记在它名下
sheet-starred = “{ $heading }”一栏有 { $count } 个编号带星号，编号里去掉，记作“重点件”
sheet-applied = 有 { $count } 个问题的状态写着申请销号或待审（{ $numbers }）；状态照收，但表格不能代替申请：duban issue apply { WORD($first) } --reason 理由
sheet-no-rows = 表头下面没有一行问题
    .hint = 看看是不是发来了空表，或选错了文件
file-cut-off = 文件不完整，像是没有传完
    .hint = 请对方重发
docx-as-sheet = 名字是表格，内容却是文字处理软件的文件，里面也没有认出通报
    .hint = 请对方用表格软件另存为 XLSX 重发；是通报就看看标题是不是独占一行
marked-kind = 标好的表是 XLSX，“{ $path }”不是这样的文件名
    .hint = 写成 .xlsx，如 --report 退回.xlsx
profile-not-saved = 还有要先说清楚的，格式“{ $name }”没有存
import-ask-more = 写上选项接着来（如 --set '栏目=字段'、--year 2024、--same 5=8），直接回车就不导入：
import-answer-bad = 没有看懂“{ $found }”：{ $why }
mapping-asked = （要指明）
mapping-hidden = { $letter }（隐藏）
mapping-counted = 只当行号，按标题对应
arg-import-same = 说明一行就是台账里的哪个问题，如 5=8；全部 指相近的都是（可以多次）
arg-import-fresh = 说明哪一行是新问题，如 5；全部 指相近的都是（可以多次）
value-row-number = 行号=编号
value-row = 行号
sheet-near-profile = 栏目与“{ $profile }”的格式相近，只差：{ $headings }；当不当作这个格式，有的栏意思不一样
    .hint = 是这个格式就加 --profile { $profile }，不是就加 --profile -
sheet-which-inspection = 台账里有几次巡视（{ $codes }），说不准这张表属于哪一次
    .hint = 加上 --inspection 代号；都不属于就加 --inspection -
sheet-inspection-found = 表里的问题都在 { $code } 里，当作这一次的
sheet-sections = 当作方面标题的行，下面的问题归到它：{ $rows }
sheet-meaning-twice = “{ $first }”和“{ $second }”都像“{ $column }”，说不准以哪一栏为准
    .hint = 以后一栏为准就加 --set '{ $second }={ $name }'，以前一栏为准就加 --set '{ $second }=own'
set-heading-unknown = 没有“{ $found }”这一栏
    .hint = 表里的栏目：{ $known }
sheet-closes = 问题 { $number } 不能靠表格销号或撤销销号
    .hint = 销号要经过核查，这一格改回去再导入
sheet-cell = { $file }，{ $cell }，{ $heading }：{ $why }
sheet-line = { $file }，{ $at }：{ $why }
sheet-at-cell = { $cell }
sheet-at-row = 第 { $rows } 行
sheet-at-row-of = 工作表“{ $sheet }”第 { $rows } 行
import-ask = 照此导入？[Y/n，或写选项改认法，如 --set '栏目=字段']
import-declined = 没有导入
import-done = { $file }：新增 { $new }，改动 { $changed }，不变 { $unchanged }{ $disputed ->
    [0] {""}
   *[other] ，两边都改过 { $disputed }
}，表里没有 { $missing }
import-nothing = 台账没有变化
import-conflicts-kept = 有 { $count } 处两边都改过，两个值都留着，等人商定：duban conflict list
export-done = 已导出 { $count } 个问题：{ $path }
preview-title = 导入预览：{ $file }
preview-own = 照原样保留的栏目：{ $columns }
preview-columns = 栏目：{ $columns }
preview-changed = 改动
preview-unchanged = 不变
preview-missing = 表里没有（不动）
preview-problems = 有误
preview-heading = 栏目
preview-problem = 问题
preview-base = 导出时
preview-ours = 台账
inspection-unknown-of = 没有代号为“{ $code }”的批次
    .hint = 已有：{ $known }
preview-theirs = 表里
preview-more = 另有 { $count } 个，见 --format json
# 工作簿
preview-line = 行
preview-cell = 单元格
preview-questions = 要先说清楚的
preview-near = （与已有的 { $issue } 相近）
mapping-title = 栏目怎么认的：{ $file }
mapping-letter = 列
mapping-column = 当作
mapping-samples = 例
mapping-own = （照原样保留）
files-file = 文件
files-unit = 填报单位
files-rows = 行数
files-same = 与前面的文件相同
marked-sheet = 有误的单元格
marked-failed = { $path } 写不成：{ $cause }
    .hint = 换一个文件名，或先改好原表里过长、过多的内容
marked-done = 已把 { $count } 处有误的标在原表上：{ $path }
book-broken = 工作簿读不下去：{ $cause }
    .hint = 用表格软件打开并另存为 XLSX 再导入；打不开就请对方重发
book-locked = 工作簿加了密码
    .hint = 用表格软件打开，取消密码，另存后再导入
book-too-large = 工作簿解开后超过 { $limit } MB，没有读
    .hint = 看看是不是选错了文件；表太大就分成几个文件
book-too-many-cells = 工作簿超过 { $limit } 格，没有读
    .hint = 把数据以外的空行空列删掉，或分成几个文件
book-empty = 工作簿是空的
    .hint = 看看是不是选错了文件；藏起来的工作表要用 --sheet 指明
book-no-ledger = 没有一张工作表认得出表头；“{ $sheet }”：{ $why }
    .hint = 用 --sheet 指明工作表，用 --set '栏目=字段' 指明栏目
book-no-report = 工作簿不能作为通报导入
    .hint = 去掉 --kind report
book-sheet-unknown = 没有名为“{ $sheet }”的工作表
    .hint = 有：{ $sheets }
book-sheet-hidden = 工作表“{ $sheet }”是藏起来的，没有读（要读就加 --sheet）
book-sheet-passed = 工作表“{ $sheet }”里没有认出台账，没有读
in-sheet = { $sheet }：{ $what }
cell-formula-error = 公式算错了：{ $found }
    .hint = 改好公式，或直接填上内容
cell-formula-unknown = 公式还没有算出结果：={ $formula }
    .hint = 用表格软件打开，保存一次，再导入
cell-figures-lost = 数字超过 { $figures } 位，后面几位表格软件已经丢了
    .hint = 身份证号、账号一类请先把格式设为文本，再按原件重填
sheet-by-profile = 认出是“{ $profile }”的格式
sheet-second-header = 第 { $line } 行又是一个表头，栏目和上面的不一样
    .hint = 两张表分开放到两个工作表里再导入
sheet-renamed = “{ $heading }”一栏与“{ $column }”说的一样，当作改了名的“{ $column }”
sheet-chosen-twice = “{ $first }”已当作“{ $column }”，一个字段只能有一栏
    .hint = 要用“{ $heading }”，再加 --set '{ $first }=自定义'
sheet-mixed-column = “{ $heading }”一栏有的格是状态，有的格是叙述（{ $cells } 格里 { $statuses } 格是状态），说不准是哪一样
    .hint = --set '{ $heading }=status' 当作状态，--set '{ $heading }=progress' 当作整改进展
sheet-two-roles = “{ $heading }”一栏写着两种单位（或两种人），分不开
    .hint = --set '{ $heading }=lead_unit'（或 unit、support、lead_leader、leader、contact）指明全部算哪一种
sheet-counted = 序号在文件里不止一次从头编起，只当行号，问题按标题对应
sheet-similar = { $cell }“{ $title }”当作问题 { $number }“{ $other }”
sheet-near = { $cell }“{ $title }”作为新问题，但与问题 { $number }“{ $other }”相近；若是同一个：先 duban undo，把表里的标题改成“{ $other }”，再导入
sheet-told-before = { $cell }：问题 { $number } 的进展与 { $day } 填报的一样，没有再记
sheet-measures-go = { $cell }：表里删去了问题 { $number } 的措施，随之作废：{ $texts }
sheet-measures-stay = { $cell }：问题 { $number } 有表里没写的措施，照旧保留：{ $texts }
import-two-leaders = 问题 { $number } 的责任领导两边都换了，先都记着：{ $names }
    .hint = 只能有一名，定下来后用：duban issue set { $number } --lead 姓名
owners-new = { $dry ->
    [yes] 将新增
   *[no] 新增
}单位和个人 { $count } 个：{ $names }
area-new = { $dry ->
    [yes] 将新增
   *[no] 新增
}方面 { $title }
sheet-title-twice = “{ $title }”在 { $first } 已经出现过
    .hint = 同一个问题只留一行；汇总表和分表只导入一张：--sheet 名称
profile-unknown = 没有名为“{ $name }”的格式
    .hint = 已有：{ $known }；用 import 文件 --map --save-profile 名称 存一个
profile-saved = 已存下格式“{ $name }”，同样表头的文件以后照此认
set-form = “{ $found }”不是“栏目=字段”
    .hint = 如 --set '存在问题=obstacle'，栏目也可以写列号：--set 'D=整改时限'
set-column-unknown = 没有字段“{ $found }”
    .hint = 写台账的栏目名（如 问题、整改时限）或英文名（如 title、due、lead_unit），自定义 照原样保留，忽略 不要
import-one-file-only = --map、--report、--save-profile、--same、--new 一次只能用于一个文件
    .hint = 一个一个来
import-report-alone = 是通报，不是台账
    .hint = 通报单独导入
import-same-file = { $file } 与 { $first } 内容完全一样，没有再导入
import-two-versions = { $file } 与 { $first } 改了同样的问题，像是同一张表的两个版本；后导入的在后，duban log 可以看到先后两次
arg-import-sheet = 只读哪张工作表（可以多次）
arg-import-map = 只看栏目怎么认的，不导入
arg-import-set = 指明一栏是什么，如 D=整改时限、备注2=忽略（可以多次）
arg-import-profile = 按存下的格式认栏目（不写则按表头自己认）
arg-import-save-profile = 把这次的认法存成格式，同样表头的文件以后照此认
arg-import-report = 把有误的单元格标在原表上，另存为这个文件（XLSX）
cmd-cron = 定时调度：每天早晨自己看该不该发
cmd-cron-install = 写进当前用户的 crontab，其他行不动
cmd-cron-show = 看排定的那一行
cmd-cron-remove = 取消定时调度
arg-cron-install-at = 几点，默认按设置 dispatch.hour
arg-cron-install-systemd = 不写 crontab，只把 systemd 的定时单元打印出来
cmd-directive = 交办事项：领导在调度时或平时交办的事，办结为止
cmd-directive-add = 登记一件交办事项
cmd-directive-list = 列出交办事项
cmd-directive-done = 登记交办事项办结
cmd-directive-set = 修改一件交办事项
cmd-directive-void = 作废误登的交办事项
arg-directive-add-text = 交办什么
arg-directive-add-to = 交给哪个单位或哪个人
arg-directive-add-on = 交办日期，默认今天
arg-directive-add-issue = 就哪个问题交办
arg-directive-add-due = 时限
arg-directive-add-by = 哪位领导交办
arg-directive-list-issue = 只看这个问题的
arg-directive-list-to = 只看交给它的
arg-directive-list-open = 只看未办结的
arg-directive-done-number = 编号，如 2019-3
arg-directive-done-result = 办理结果
arg-directive-done-on = 办结日期，默认今天
arg-directive-set-number = 编号，如 2019-3
arg-directive-set-text = 交办什么
arg-directive-set-to = 交给哪个单位或哪个人
arg-directive-set-result = 办理结果
arg-directive-set-done = 办结日期；写 '' 为未办结
arg-directive-set-issue = 就哪个问题交办
arg-directive-set-due = 时限
arg-directive-set-by = 哪位领导交办
arg-directive-void-number = 编号，如 2019-3
cmd-notice = 提醒函、督办单、约谈、通报
cmd-notice-issue = 发一份，按种类编下一个文号
cmd-notice-answer = 登记对一份文书的答复
cmd-notice-list = 列出发出的文书
cmd-notice-show = 查看一份文书
cmd-notice-void = 作废一份文书，文号不再使用
arg-notice-issue-issues = 涉及的问题
arg-notice-issue-kind = 提醒函、督办单、约谈、通报
arg-notice-issue-to = 发给哪个单位；几个单位各发一份，各编一号
arg-notice-issue-title = 标题
arg-notice-issue-text = 要求
arg-notice-issue-on = 发出日期，默认今天
arg-notice-issue-answer-by = 答复时限
arg-notice-issue-days = 几个工作日内答复；0 为不需答复
arg-notice-answer-notice = 文号，如 督〔2019〕3号 或 督3
arg-notice-answer-text = 答复了什么
arg-notice-answer-on = 答复日期，默认今天
arg-notice-list-issue = 只看涉及这个问题的
arg-notice-list-to = 只看发给它的
arg-notice-list-kind = 只看这一种
arg-notice-list-open = 只看未答复的
arg-notice-show-notice = 文号，如 督〔2019〕3号 或 督3
arg-notice-void-notice = 文号，如 督〔2019〕3号 或 督3
cmd-setting = 本地的规矩：日子、时限、名称
cmd-setting-list = 列出各项设置
cmd-setting-set = 改一项设置
cmd-setting-void = 一项设置恢复默认
arg-setting-set-setting = 设置项，如 return.hour
arg-setting-set-value = 值
arg-setting-void-setting = 设置项
cmd-words = 本地的状态说法
cmd-words-list = 列出
cmd-words-add = 登记一个说法和它的意思
cmd-words-void = 去掉一个说法
arg-words-add-word = 说法，如 “正在走程序”
arg-words-add-stage = 算哪一步：未启动、整改中、基本完成、已完成
arg-words-void-word = 说法
cmd-profile = 各单位报表的格式（用 import --save-profile 存下）
cmd-profile-list = 列出存下的表格格式
cmd-profile-show = 查看一种表格格式的栏目
cmd-profile-void = 去掉一种表格格式
arg-profile-show-name = 格式名称
arg-profile-void-name = 格式名称
value-word = 说法
column-status-word = 说法
column-means = 意思
column-profile = 格式
column-headings = 栏目
mapping-ignored = （不要）
setting-gone = 不再使用
word-known = “{ $word }”本来就认得，是“{ $stage }”
    .hint = 不用登记
word-unknown = 没有登记过“{ $word }”
    .hint = 登记过的：{ $known }
# 调度、督查
cmd-dispatch = 周调度：本周逾期、到期、未报、待核查的事项
arg-dispatch-lead = 只看这位责任领导
arg-dispatch-unit = 只看这个单位
cmd-dispatch-open = 开本周这一期：编期次，定下问谁、问什么
cmd-dispatch-sheets = 生成各单位的反馈表，一个单位一个文件
cmd-dispatch-collect = 收各单位填好的反馈表
cmd-dispatch-send = 把本期的通知和反馈表发给各单位，每个渠道只发一次
cmd-dispatch-run = 到了调度日就开、就发、就催，一次办完；供定时任务用
arg-dispatch-send-channel = 渠道，如 mail、outbox、stdout；默认用设置好的全部
arg-dispatch-send-only = 只发给这个单位
arg-dispatch-send-round = 哪一期，默认最近一期
arg-dispatch-send-again = 被拒或不明的，再发给这个单位
arg-dispatch-send-arrived = 不明的，这个单位说收到了
arg-dispatch-send-take-over = 改由这一份台账发送
arg-dispatch-run-if-due = 没有要办的就不出声
cmd-dispatch-status = 谁已反馈、谁没有
cmd-dispatch-close = 截止这一期
cmd-dispatch-list = 列出各期
cmd-dispatch-show = 看一期问了什么、答了什么
arg-dispatch-open-week = 哪一周的，写那一周里的任何一天；默认本周
arg-dispatch-open-reopen = 已经截止的，重新开
arg-dispatch-sheets-folder = 放在哪个文件夹；须是新的或空的
arg-dispatch-sheets-round = 哪一期，默认最近一期
arg-dispatch-sheets-unit = 只要这个单位的
arg-dispatch-collect-files = 填好的反馈表，XLSX、ODS、XLS、CSV 都行
arg-dispatch-collect-on = 哪天反馈的，默认今天
arg-dispatch-collect-late = 补收以前各期和已经截止的
arg-dispatch-status-round = 哪一期，默认最近一期
arg-dispatch-close-round = 哪一期，默认最近一期
arg-dispatch-show-round = 哪一期，默认最近一期
cmd-supervise = 月督查：截至月底的各项数字
arg-supervise-month = 哪个月，如 2019-11（不写则本月）
arg-bad-month = “{ $found }”不是月份
    .hint = 写成 2019-11 或 2019年11月
month-understood = “{ $text }”没有写年份，按 { $month } 计
arg-bad-year = “{ $found }”不是年份
    .hint = 写成 2019
supervise-future = { $month } 还没有到，今天是 { $today }
error-more = 另有 { $count } 处
# 导入通报
import-neither = 既不像台账也不像通报。作为台账：{ $ledger }。作为通报：{ $report }
    .hint = 台账要有表头；通报要有标题，如“（一）……方面”“1.关于……的问题”；认错了可以用 --kind report 或 --kind ledger 指明
import-no-outline = 没有找到问题、方面或“反馈问题整改情况”一类的标题
    .hint = 通报里的标题应当独占一行，如“（一）……方面”“1.关于……的问题”
import-unsure = { $file }：有 { $count } 处拿不准，没有导入（第 { $lines } 行）
    .hint = 用 --dry-run 看读出了什么；没有问题就加 --yes 导入，否则改好文件再导入
import-ask-unsure = 有拿不准的地方，仍照此导入？[y/N]
import-line = { $file } 第 { $line } 行：{ $message }
import-report-done = { $file } → { $code }：新增问题 { $new }，新增子问题 { $parts }，补填 { $filled }，不变 { $unchanged }
import-numbered = 第 { $line } 行“{ $title }”编为 { $number }
import-overwritten = 有 { $count } 处与台账不同，已按通报改写
import-differing-left = 有 { $count } 处与台账不同，台账没有改
    .hint = 以通报为准加 --theirs，以台账为准加 --ours
file-empty = 文件是空的
    .hint = 看看是不是选错了文件
file-old-office = 是旧格式的 Office 文件（DOC、XLS、WPS），或者加了密码
    .hint = 取消密码，通报另存为 DOCX，表格另存为 XLSX，再导入
file-pdf = 是 PDF，读不了
    .hint = 请导入它的 DOCX 或文本
docx-broken = DOCX 读不下去：{ $cause }
    .hint = 用文字处理软件打开并另存一份再导入
docx-locked = DOCX 加了密码
    .hint = 取消密码再导入
docx-too-large = DOCX 的正文解开后超过 { $limit } MB，没有读
    .hint = 看看是不是选错了文件
docx-is-xlsx = 是 XLSX 表格
    .hint = 看看是不是选错了文件
docx-is-odf = 是 ODF 文档
    .hint = 通报另存为 DOCX，表格另存为 XLSX 或 ODS，再导入
docx-is-zip = 是压缩包，里面没有 DOCX 的正文
    .hint = 请导入压缩包里的文件
docx-no-ledger = DOCX 只能作为通报导入
    .hint = 台账请另存为 XLSX 或 CSV 再导入
report-auto-numbers = 有 { $count } 个段落的编号是文字处理软件自动加的，正文里没有
    .hint = 在文字处理软件里把自动编号转为文本，或者另存为纯文本再导入
outline-areas = 方面
outline-issues = 问题
outline-parts = 子问题
outline-measures = 措施
outline-rules = 制度文件
outline-amounts = 数量金额（须人工录入）
outline-changes = 对台账的改动
outline-begins = { $code }（新建）
outline-new = 新增问题
outline-new-parts = 新增子问题
outline-filled = 补填
outline-unchanged = 不变
outline-differing = 与台账不同
outline-begun = 有 { $count } 个问题或子问题写了整改情况但没有写状态，记为整改中
outline-struck = 台账里已作废、仍不恢复的问题：{ $numbers }
outline-problems = 需要核对
outline-unsure = 拿不准
outline-theirs = 通报
outline-sections = 各部分
outline-section = 标题
outline-role = 内容
outline-role-organisation = 组织领导
outline-role-findings = 反馈问题
outline-role-next_steps = 下步打算
outline-role-other = 其他
outline-no-area = （不分方面）
log-gone = 撤回 { $kind }：{ $said }
output-onto-ledger = { $path } 是台账文件，不能盖掉
    .hint = 换一个文件名
merge-person-unit = “{ $from }”和“{ $into }”一个是个人、一个是单位，不能合并
    .hint = 登记有误的，先用 duban owner set 更正
sheet-too-wide = 第 { $line } 行有 { $columns } 列，表格最多 { $limit } 列
    .hint = 看看是不是选错了文件；数据右边的空列请删掉
csv-quote-open = 第 { $line } 行的引号没有收尾，后面的行都并进了这一格
    .hint = 补上引号再导入
sheet-filled = “{ $heading }”一栏有 { $count } 格空白，新问题照上一行填：{ $cells }
sheet-passed = 有 { $count } 行不是问题（合计、填表人等），没有导入：第 { $lines } 行
done-in-future = 完成日期 { $day } 还没有到
    .hint = 完成日期不能晚于今天

## export
arg-export-unit = 只导出这个单位的；整改办已定的栏目锁住，不设密码
arg-export-each-unit = 每个单位一个文件，写进这个新文件夹
arg-export-lead = 只导出这位责任领导的
arg-export-area = 只导出这个方面的
arg-export-columns = 只要这些栏目，按这个次序，如 编号,问题,整改时限
arg-export-profile = 按这种格式的栏目名称和次序导出（见 duban profile）
arg-export-encoding = CSV 的编码：utf-8（默认）或 gb18030
more-export = 文件名以 .xlsx 结尾是工作簿，以 .csv 结尾是文本表格，以 .ics 结尾是日历；
    写到标准输出的是 CSV，加 --format xlsx 或 ics 则是工作簿或日历。
    日历里每个时限既是任务，也是当天的全天日程，附提醒；再导入一次是更新，不会重复。
value-columns = 栏目
value-encoding = 编码
value-folder = 文件夹
format-no-xlsx = 只有 export 能写工作簿
    .hint = 台账工作簿用 duban export 台账.xlsx；这里用 --format csv、json 或 md
export-format = 台账只能导出为 csv、xlsx 或 ics
    .hint = 要 JSON 或 Markdown，用 duban list --format json 或 md
export-kind = 看不出 { $path } 要写成哪种文件
    .hint = 文件名以 .xlsx、.csv 或 .ics 结尾，或加 --format csv、xlsx 或 ics
export-kinds-differ = { $path } 的结尾和 --format { $format } 不一致
    .hint = 改一处：文件名的结尾，或 --format
export-encoding-xlsx = --encoding 只用于 CSV；工作簿没有编码之分
export-column-unknown = 没有“{ $found }”这个栏目
    .hint = 可用的栏目：{ $known }
export-column-twice = 栏目“{ $found }”写了两次
export-as-of = { $day } 的台账不能作底稿：当天以前的记录里，有的是看过后来的记录才写的
    .hint = 去掉 --as-of 导出现在的台账
export-cell = 问题 { $number }，{ $heading }：{ $why }
export-would = 将导出 { $count } 个问题：{ $path }
export-folder-taken = { $path } 里已经有东西
    .hint = 换一个新文件夹，免得盖掉单位交回来的表
export-units-done = 已写入 { $folder }：{ $count } 个文件
export-units-would = 将写入 { $folder }：{ $count } 个文件
export-units-file = 文件
export-units-unit = 单位
export-units-issues = 问题
export-units-nobody = 有 { $count } 个问题没有牵头单位和责任单位，不在任何一个文件里：{ $numbers }
workbook-cell-too-long = 有 { $length } 个字符，工作簿的一格最多 { $limit } 个
    .hint = 导出为 CSV，或用 --columns 不要这一栏
workbook-too-many-rows = 行数超过了工作簿的上限 { $limit }
    .hint = 导出为 CSV，或用 --inspection、--area 分开导出
workbook-broken = 工作簿写不成：{ $cause }
csv-lacks = GB18030 写不出“{ $character }”（{ $code }）
    .hint = 用 --encoding utf-8，或导出为 .xlsx
export-title = 整改台账
export-title-of = { $name }整改台账
export-title-unit = { $title }（{ $unit }）
export-sheet = 整改台账
export-lists = 名单
export-day = 截至
export-day-format = yyyy"年"m"月"d"日"
export-legend = 红：已过时限　黄：七天内到期　绿：已完成　灰：已销号
export-footer = &C第 &P 页 共 &N 页
export-list-status = 可选状态
export-list-areas = 可选方面
export-list-people = 可选个人
export-list-units = 可选单位
export-check-status = 不在常用的说法里。台账认得 未启动、整改中、基本完成、已完成 和通行的同义说法；别的说法导入时会请你改。仍然这样填吗？
export-check-list = 不在名单里：如果是新的，照填即可。
export-check-names = 不在名单里。几个名字用顿号隔开是可以的；新名字照填，但请核对有没有写错。
export-check-due = 不是一个日期。照文件的写法也可以：2019年12月底前、立行立改、长期坚持。仍然这样填吗？
export-check-day = 请填一个日期，如 2019-12-31。
export-check-percent = 请填 0 到 100 的整数，不带百分号。
export-check-closed = 销号要经过核查，不能在表里改。
export-check-key = 督办键是导入时认行的凭据，请不要改；新增的问题把这一格留空。
# forms
date-after-feedback = “{ $text }”要从反馈之日算起，台账里还没有反馈日期
    .hint = 先登记：duban inspection set 代号 --feedback 日期，再导入（有几个批次时加 --inspection 代号）；或者写成日期
sheet-counted-from = “{ $heading }”一栏有 { $count } 格是从反馈之日 { $day } 起算的
sheet-elsewhere = “{ $heading }”一栏有 { $count } 格写的是“{ $found }”之类，没有说是什么，原样留着：第 { $lines } 行
sheet-done-or-due = “{ $heading }”一栏都是日期，说不准是要在这天前完成，还是在这天完成了
    .hint = --set '{ $heading }=due' 当作整改时限，--set '{ $heading }=done_on' 当作完成日期
sheet-percent-unclear = “{ $heading }”一栏只有 0 和 1，说不准 1 是百分之一还是百分之百
    .hint = --set '{ $heading }=share' 1 是百分之百，--set '{ $heading }=percent' 1 是百分之一
sheet-percent-mixed = “{ $found }”说不准是百分之几：这一栏别的格是 0 到 100 的数
    .hint = 写上百分号，如 50%
sheet-part-alone = { $numbers } 单独收了：表里和台账里都没有 { $whole } 这样的上级问题

# 设置
column-setting = 设置
column-value = 值
column-meaning = 说明
setting-number = “{ $found }”不是 0 到 { $most } 的整数
    .hint = 写一个整数，如 3
setting-weekday = “{ $found }”不是星期几
    .hint = 写 1 到 7，或者周一、星期五
setting-hour = “{ $found }”不是钟点
    .hint = 写成 17:00 的样子
setting-unknown = 没有“{ $name }”这项设置
    .hint = 可以设置的见 duban setting list
setting-unknown-like = 没有“{ $name }”这项设置，相近的有：{ $like }
    .hint = 可以设置的见 duban setting list
setting-untouched = “{ $name }”没有设置过，用的就是默认值：{ $value }
    .hint = 要改，用 duban setting set
setting-office-rectification = 可以销号的单位（整改办）
setting-office-supervision = 可以核查、销号的单位（督查办）
setting-dispatch-weekday = 每周哪天调度，1 为周一；遇放假顺延到当周下一个工作日
setting-dispatch-hour = 调度日几点发出
setting-return-weekday = 当周哪天前反馈
setting-return-hour = 反馈截止的钟点
setting-ladder-reminder = 连续几期未反馈，列入提醒；0 为不列
setting-ladder-supervise = 连续几期未反馈，拟发督办单；0 为不发
setting-ladder-talk = 连续几期未反馈，列入约谈；0 为不列
setting-notice-days = 文书几个工作日内答复
setting-notice-reminder = 提醒函的发文字
setting-notice-supervise = 督办单的发文字
setting-notice-talk = 约谈通知的发文字
setting-notice-circular = 通报的发文字
setting-recheck-months = 销号几个月后回头看；0 为不看
setting-evidence-limit = 一份佐证材料最大多少 MB
setting-sender = 由哪一份台账副本发送通知；空为不限

# 交办事项与文书
column-directive = 交办事项
column-to = 承办
column-about = 事由
column-code-of-notice = 文号
column-answer-by = 答复时限
column-of-issues = 涉及问题
directive-on = { $day } 交办
directive-by = { $name }交办
directive-about = 问题 { $issue }
directive-result = 结果：{ $text }
directive-unknown = 没有 { $number } 号交办事项
    .hint = 用 duban directive list 查看
directive-unknown-like = 没有 { $number } 号交办事项，相近的有：{ $like }
    .hint = 用 duban directive list 查看
directive-twice = { $number } 号交办事项有 { $count } 件，是互不知情时各自编的号
    .hint = 用 duban conflict list 和 duban log 查看，作废多余的一件后重新登记
directive-done = 交办事项 { $number } 已于 { $day } 办结
    .hint = 要改结果，用 duban directive set { $number } --result
directive-one-addressee = 一件交办事项只交给一个单位或一个人，这里有：{ $found }
    .hint = 每个单位登记一件
document-unfit = “{ $found }”不是文号
    .hint = 写成 督〔2019〕3号、督2019-3 或 督3
notice-kind-unknown = “{ $found }”不是文书种类
    .hint = 写 提醒函、督办单、约谈 或 通报
notice-kind-reminder = 提醒函
notice-kind-supervise = 督办单
notice-kind-talk = 约谈通知
notice-kind-circular = 通报
notice-heading = { $kind } { $code }
notice-to-all = 各单位
notice-demand = 要求
notice-issued-on = 发出日期
notice-issued-by = 签发
notice-answer = 答复
notice-answered = { $day } 已答复
notice-answered-late = { $day } 答复，逾期 { $days } 天
notice-overdue = 逾期 { $days } 天未答复
notice-waiting = 待答复，余 { $days } 天
notice-no-answer = 不需答复
notice-needs-addressee = 没有写明发给谁
    .hint = 加 --to 单位；只有通报可以不写
notice-about-nothing = 没有写明是什么事
    .hint = 写上问题编号，或加 --title、--text
notice-answer-before = 答复时限 { $day } 早于发出日期 { $on }
    .hint = 写发出之后的日子，或用 --days 写几个工作日
notice-unknown = 没有 { $code } 这份文书
    .hint = 用 duban notice list 查看
notice-several = { $code } 不止一份：{ $codes }
    .hint = 写上发文字；文号重复的，用 duban notice list 核对后作废一份
notice-was-answered = { $code } 已于 { $day } 答复
    .hint = 要改，先用 duban undo 撤销那次答复
notice-not-issued-yet = { $code } 是 { $day } 才发出的
    .hint = 用 --on 写收到答复的日子
weekly-directives = 交办未办结（{ $count } 件）
weekly-notices = 文书未答复（{ $count } 份）
check-doubles = 重复的文号或编号：{ $codes }。是互不知情的单位各自编的，请作废一份后重新编号。

# 定时
cron-missing = 本机没有 crontab（{ $cause }）
    .hint = 装上 cron，或用 duban cron install --systemd 生成定时单元
cron-refused = crontab 不接受：{ $said }
    .hint = 请系统管理员允许当前用户使用 crontab
cron-installed = 已排定：每天 { $hour }（本机时区）查看是否该调度，不到日子不动。用 duban cron show 查看，duban cron remove 取消。
cron-stands = 已经排定在每天 { $hour }，没有变化。
cron-removed = 已取消定时调度。
cron-none = { $ledger } 没有排定定时调度
    .hint = 要排定，用 duban cron install
cron-path = 这个路径写不进 crontab：{ $path }
    .hint = 换一个没有换行等特殊字符的路径
cron-service = 周调度
cron-timer = 每天 { $hour } 查看是否该调度

# 周调度的期次
round-sheet = 反馈表
round-sheet-how = 请填右边几列：进度写 0 到 100 的整数，状态从下拉框里选，没有变化的可以不填；其他列请勿改动
round-check-status = 请从下拉框里选一项；没有变化的不填。销号要另行申请，不在这张表里填。
round-sheet-name = 第{ $number }期 { $unit }
round-sheet-title = 第{ $number }期周调度反馈表（{ $unit }）　请于 { $day } { $hour } 前反馈
round-ditto-first = “{ $found }”上面没有可以照抄的内容
    .hint = 把内容写上
round-percent = “{ $found }”不是 0 到 100 的整数
    .hint = 八成写 80；0.8 是 0.8% 还是 80%，看不出来
round-none = 还没有开过一期调度
    .hint = 用 duban dispatch open 开本周这一期
round-unknown = 没有第 { $number } 期，现有：{ $known }
    .hint = 用 duban dispatch list 查看
round-far-ahead = { $week } 那一周还没到（今天是 { $today }）
    .hint = 最早提前一周开
round-closed = 第 { $number } 期已于 { $day } 截止
    .hint = 确要重开，加 --reopen
round-closed-before = 第 { $number } 期已于 { $day } 截止
    .hint = 要重开，用 duban dispatch open --reopen
round-would-open = 试运行：将开 { $week } 这一周的调度，新增 { $added } 项
round-opened = 已开第 { $number } 期（{ $week } 起的一周）：向 { $units } 个单位调度 { $asked } 项。
round-open-already = 第 { $number } 期（{ $week } 起的一周）已经开了，没有新增。
round-added = 第 { $number } 期已经开了，补充 { $added } 项。
round-return-by = 请各单位于 { $day } { $hour } 前反馈。
round-nobody = 有 { $count } 个问题没有牵头单位和责任单位，不知道问谁：{ $numbers }
round-asks-nobody = 第 { $number } 期没有要问的单位
    .hint = 先给问题写上牵头单位，再开一次：duban dispatch open
round-status-title = 第 { $number } 期周调度反馈情况（{ $week } 起的一周）
round-counts = 共 { $units } 个单位：{ $counts }。
round-count = { $state } { $count } 个
round-ladder = 连续未反馈
round-drafts = 由人决定是否发出，照下面的命令发，文号自动编：
round-draft-title = 连续{ $count }期未反馈周调度
round-silent = 连续 { $count } 期
round-silent-unit = { $unit }（{ $count } 期）
round-silent-issued = { $unit }（{ $count } 期，已发 { $code }）
round-list-empty = 还没有开过一期调度。用 duban dispatch open 开本周这一期。
round-no-sheet = 不是周调度反馈表：找不到“编号”“本周进度%”“本周进展”这样的表头
    .hint = 用 duban dispatch sheets 发出的表填报；一般的台账用 duban import
round-cell = { $cells }“{ $heading }”：{ $why }
round-other-ledger = 这张表是另一个台账发出的
    .hint = 请用本台账发出的反馈表
round-row-unknown = 第 { $line } 行（编号 { $number }）：反馈标识不认得
    .hint = 请从发出的表里重新复制这一行
round-row-other-round = 第 { $line } 行（编号 { $number }）：是另一期的
    .hint = 各期分开反馈
round-row-not-asked = 第 { $line } 行（编号 { $number }）：这一期没有问这个单位这个问题
    .hint = 新的问题用 duban issue add 登记
round-row-of-other = 第 { $line } 行：问题 { $number } 由{ $unit }反馈
    .hint = 请从表里删去这一行，由{ $unit }填报
round-row-twice = 第 { $line } 行：问题 { $number } 在第 { $first } 行已经填过，内容不同
    .hint = 留一行
round-unknown-sheet = 这张表所属的一期不在台账里
    .hint = 用 duban dispatch list 查看有哪几期
round-late = 这是第 { $number } 期的表，现在是第 { $newest } 期
    .hint = 确要补收到第 { $number } 期，加 --late
round-late-closed = 第 { $number } 期已于 { $day } 截止
    .hint = 确要补收，加 --late，按逾期反馈计
round-no-unit = 看不出是哪个单位填报的
    .hint = 请保留表头那一行标题，或用发出的表填报
round-key-moved = 第 { $line } 行：反馈标识是问题 { $mine } 的，编号写的却是 { $number }，像是排序时漏了隐藏的“反馈标识”一栏
    .hint = 取消隐藏最后一栏，恢复原来的次序，再连同它一起排序
round-stage-since = { $cell }“{ $heading }”没有收：表里填的是{ $found }，发表时是{ $shown }，此后台账改成了{ $ours }；要照表里的改，用 duban issue set { $number } --stage { $found }
round-percent-fell = 问题 { $number } 的进度比上期低：{ $before }% → { $now }%
round-columns-strange = 表里多出的栏目没有收：{ $headings }
round-cell-fixed = 第 { $line } 行“{ $heading }”没有收：表里是“{ $found }”，台账里是“{ $ours }”
round-rows-missing = 表里少了 { $count } 项：{ $numbers }（视为这些没有反馈，台账不动）
round-refused = 没有收
round-same-file = 收过了
round-collect-dry = 试运行，未记入台账。
return-returned = 已反馈
return-unchanged = 无变化
return-late = 逾期反馈
return-missing = 未反馈
return-waiting = 待反馈
ladder-reminder = 提醒
ladder-supervise = 拟发督办单
ladder-talk = 列入约谈
column-file = 文件
column-round = 期次
column-week = 所在周
column-return-by = 反馈时限
column-closed-on = 截止
column-units = 单位
column-asked = 项数
column-rows = 填报
column-rows-changed = 有变化
column-returned-on = 反馈日期
column-silence = 连续未反馈
column-percent-then = 上期
column-percent-now = 本期
column-outcome = 结果
weekly-round = 第 { $number } 期：{ $units } 个单位中 { $missing } 个未反馈，反馈时限 { $day } { $hour }。
weekly-silence = 连续未反馈的单位
weekly-percent = { $then }% → { $now }%
# notify
notify-left-out = ……后面还有 { $lines } 行，这里放不下
notify-gave-up = 试了 { $attempts } 次都没有发出去，最后一次：{ $why }
    .hint = 过一会儿再发；一直不行，请看 docs/sending.md 核对 [notify] 的设置
notify-too-long = 要再等 { $seconds } 秒才能重试，超过了设定的时间，先不发了：{ $why }
    .hint = 过一会儿再发；能等更久的，把 [notify] 的 total_seconds 调大
notify-address-bad = “{ $address }”不是邮箱地址
    .hint = 先在名录里把地址改对，再发
notify-address-utf8 = 邮件服务器 { $server } 不收带汉字的地址 { $address }
notify-mail-refused = { $address } 被邮件服务器拒收（{ $code }）：{ $text }
    .hint = 核对地址；邮件太大或者被当作垃圾邮件的，请和邮箱管理员联系
notify-mail-turned-away = 邮件服务器 { $server } 没有接（{ $code }）：{ $text }
    .hint = 核对 [notify.mail] 的 server 和 from（要和登录的邮箱一致）；一直这样，请和邮箱管理员联系
notify-mail-trouble = 和邮件服务器 { $server } 没有说上话：{ $cause }
notify-mail-lost = 邮件已经交给 { $server }，没有等到回话：{ $cause }；收到没有，说不准
    .hint = 先问收件人收到没有，再定要不要重发
notify-no-starttls = 邮件服务器 { $server } 不支持 STARTTLS，没有加密就不发
    .hint = 端口是 465 的，设 tls = "smtps"；内网不加密的中继，设 tls = "none"
notify-no-auth = 邮件服务器 { $server } 不接受 PLAIN 或 LOGIN 方式的登录
    .hint = 核对 [notify.mail] 的 server、port、tls；不用登录的中继，去掉 user 和密码
notify-auth-wanted = 邮件服务器 { $server } 要求先登录：{ $text }
    .hint = 在 [notify.mail] 里设 user 和 password_file
notify-login-refused = { $user } 登录邮件服务器 { $server } 被拒（{ $code }）：{ $text }
    .hint = 核对用户名和密码文件；多数企业邮箱要用“客户端专用密码”（授权码），不是网页登录的密码
notify-distrusted = { $server } 的证书信不过：{ $cause }
    .hint = 单位自己的证书机构，把它的根证书写进 [notify] 的 ca_file；不要关掉核对
notify-cert-issuer = 签发的机构不认识
notify-cert-name = 证书是发给别的主机名的
notify-cert-expired = 证书过期了，或者这台机器的时间不对
notify-mail-unfit = 这封信拼不成邮件：{ $cause }
notify-timed-out = 等了很久没有回音
notify-no-host = 找不到这台主机：网络不通，或者地址写错
notify-not-listening = 那个端口没有服务
notify-closed = 连接断了
notify-odd = 回话看不懂，不像是这种服务
notify-ca-bad = { $path } 里没有能用的 PEM 证书
notify-secret-open = { $path } 别人也能读，里面的密码不敢用
    .hint = 只留给自己读：chmod 600 文件
notify-secret-empty = { $path } 是空的，没有密码
notify-secret-unset = 环境变量 { $name } 没有设，或者是空的
notify-secret-twice = { $name } 在文件和环境变量里都设了，只能留一处
notify-secret-unused = 发送渠道 { $channel } 没有加签，不用设 secret
    .hint = 企业微信的密钥就在机器人的地址里，设 url_file 就够了
notify-login-half = [notify.mail] 里用户名和密码要么都设，要么都不设
    .hint = user 配 password_file 或 password_env；密码不能直接写在配置文件里
notify-login-plain = 连接 { $server } 没有加密，不能把密码送出去
    .hint = 设 tls = "smtps" 或 "starttls"；不用登录的内网中继，去掉 user 和密码
notify-from-bad = “{ $found }”不是发件人地址
    .hint = 写成：整改办 <zgb@example.gov.cn>
notify-channel-unset = 发送渠道 { $channel } 没有设置
    .hint = 在配置文件里加一节 [notify.{ $channel }]，写法见 docs/sending.md
notify-url-unset = 发送渠道 { $channel } 里没有一个机器人设了地址
    .hint = 把群机器人的地址存成文件，设 url_file，或者用环境变量，设 url_env
notify-group-unset = 发送渠道 { $channel } 里的“{ $name }”没有设地址
    .hint = 把群机器人的地址存成文件，设 url_file，或者用环境变量，设 url_env
notify-group-nested = 发送渠道 { $channel } 的“{ $name }”下面不能再设 groups
notify-url-bad = 设的地址不是 https:// 开头的网址
notify-url-plain = { $host } 的地址是 http://，没有加密
    .hint = 改用 https://；确实是内网的，设 plain_http = true
notify-robot-unknown = 配置里没有叫“{ $name }”的机器人
    .hint = 在 [notify.渠道.groups."名字"] 里设它的 url_file
notify-robot-odd = { $host } 的回话看不懂，这条消息发出去没有，说不准
    .hint = 先到群里看一眼，再定要不要重发
notify-robot-refused = { $host } 没有发，错误码 { $code }：{ $text }
    .hint = 核对机器人的地址、加签密钥、关键词和来源 IP 的设置
notify-post-trouble = 和 { $host } 没有连上：{ $cause }
notify-post-lost = 已经交给 { $host }，没有等到回话：{ $cause }；发出去没有，说不准
    .hint = 先到那边看一眼，再定要不要重发
notify-post-answered = { $host } 回答 { $code }：{ $text }
notify-redirected = { $host } 要转到 { $to }，没有跟过去
    .hint = 核对设的地址；上网要先登录的，先登录
notify-name-unsafe = “{ $name }”不能用作文件夹的名字
# 工作日历
cmd-calendar = 工作日历：放假、调休和工作日天数
cmd-calendar-show = 查看一个月或一年
cmd-calendar-add = 登记本单位的放假或上班安排
cmd-calendar-void = 去掉本单位登记的安排
cmd-calendar-import = 导入放假安排（JSON、CSV、ICS 或工作簿）
arg-calendar-show-period = 哪个月或哪一年，如 2026-10 或 2026（不写则本月）
arg-calendar-add-days = 哪一天，或从哪天到哪天，如 2027-02-05..2027-02-11
arg-calendar-add-off = 放假
arg-calendar-add-work = 上班
arg-calendar-add-source = 依据，如 市政府办通知
arg-calendar-void-days = 哪一天，或从哪天到哪天
arg-calendar-import-file = 文件
arg-calendar-import-source = 依据，如 国办发明电〔2026〕5号（不写则用文件里写的，或文件名）
more-calendar = 国务院办公厅 2019 至 2026 年的放假安排已在程序里；
    新的一年公布后，用 calendar import 导入，或用 calendar add 登记。
more-calendar-import = 文件可以是 holiday-cn 的 JSON，有日期和“上班/放假”两栏的表格，
    标题里写有“休”或“班”的日历（ICS）。
    有一处不对就整个不导入；同一个文件导入两次没有变化。
value-period = 月份或年份
value-days = 日期
weekday-1 = 一
weekday-2 = 二
weekday-3 = 三
weekday-4 = 四
weekday-5 = 五
weekday-6 = 六
weekday-7 = 日
calendar-year = { $year }年
calendar-sum = 工作日 { $working } 天，休息 { $off } 天。
calendar-unknown-year = 注意：没有{ $year }年的放假安排，除本单位登记的日子外，按周一至周五上班计算。安排公布后，用 duban calendar import 导入。
calendar-off-or-work = 没有写是放假还是上班
    .hint = 加上 --off（放假）或 --work（上班）
calendar-weekday = 星期
calendar-how = 安排
calendar-source = 依据
calendar-month = 月份
calendar-working-days = 工作日
calendar-days-off = 休息
calendar-work = 上班
calendar-off = 放假
calendar-work-mark = 班
calendar-off-mark = 休
calendar-span = { $from } 至 { $to }
calendar-own = { $source }（本单位）
calendar-own-instead = { $source }（本单位；公布的安排是{ $was }）
calendar-named = { $name }（{ $source }）
calendar-span-backwards = { $to } 在 { $from } 之前
    .hint = 先写前一天：{ $to }..{ $from }
calendar-span-long = 一次最多登记 { $limit } 天
    .hint = 请核对年份
calendar-void-published = { $day } 不是本单位登记的，是公布的安排（{ $source }），不能去掉
    .hint = 本单位另有安排时，用 duban calendar add { $day } --work 或 --off 登记
calendar-void-none = 本单位没有登记过 { $day }
    .hint = 用 duban calendar show 查看登记了哪些日子
calendar-imported = { $file }：共 { $days } 天，新登记放假 { $off } 天、上班 { $work } 天
log-day = { $day } { $how }：{ $source }
log-day-was = { $said }，原为{ $was }
log-day-gone = { $day } 不再另作安排（{ $reason }）
log-day-back = { $day } 的安排恢复
holidays-at = { $at }：{ $why }
holidays-row = 第 { $line } 行
holidays-item = days 的第 { $n } 项
holidays-neither = 看不出是放假安排：没有既写日期、又写“上班”或“放假”的栏目
    .hint = 表格要有两栏，例如 2027-01-01,放假；也可以用 holiday-cn 的 JSON 或日历（ICS）
holidays-none = 里面没有一天是放假或调休上班
    .hint = 安排公布以前，各处下载的文件往往是空的
holidays-both = { $day } 前面写的安排与这里相反
    .hint = 同一天只能是一种安排
holidays-json = 第 { $line } 行第 { $column } 个字符起不是 JSON
    .hint = 请重新下载文件
holidays-json-days = 没有 days 这个列表
    .hint = 请用 holiday-cn 的格式：days 里每天有 name、date、isOffDay
holidays-json-lacks = 没有 { $key }，或者写得不对
    .hint = 每天要有 date（"2027-01-01"）和 isOffDay（true 或 false）
holidays-how = “{ $found }”看不出是上班还是放假
    .hint = 写“上班”或“放假”
holidays-summary = “{ $found }”既像放假又像上班
    .hint = 标题里只留“休”或“班”
holidays-repeats = 这一项是重复的，放假安排每年不同
    .hint = 请用逐日写明的日历
holidays-event-open = 这一项没有写完（缺 END:VEVENT）
    .hint = 文件可能没有下载完
holidays-event-start = 开始的日期“{ $found }”看不懂
    .hint = 应写成 20270101
holidays-event-end = 结束的日期“{ $found }”看不懂，或者在开始之前
    .hint = 应写成 20270102（最后一天的后一天）
holidays-event-long = 这一项超过 { $limit } 天
    .hint = 请核对结束的日期

# 日历文件
arg-export-alarm = 日历文件里提前几个工作日提醒（默认 3，早上 9 点；0 是当天）
ics-title = 整改时限
ics-category = 整改
ics-issue = 整改到期：{ $number } { $text }
ics-issue-done = 已完成：{ $number } { $text }
ics-measure = 措施到期：{ $number } { $text }
ics-void = 已作废：{ $number } { $text }
ics-measure-done = 措施已完成：{ $number } { $text }
ics-units = 责任单位
format-no-ics = 只有 export 能写日历文件
    .hint = 用 duban export 时限.ics
export-ics-done = 已导出 { $count } 个时限：{ $path }
export-ics-would = 将导出 { $count } 个时限：{ $path }
export-ics-no-sheet = 日历文件没有栏目，编码总是 UTF-8
    .hint = 去掉 --columns、--profile 或 --encoding
export-alarm-sheet = --alarm 只用于日历文件
    .hint = 文件名以 .ics 结尾，或者加 --format ics

# 发送
letter-subject = 第{ $number }期周调度：请于 { $day } { $hour } 前反馈（{ $unit }，{ $count } 项）
letter-subject-chase = 催报：第{ $number }期周调度尚未收到{ $unit }的反馈（时限 { $day } { $hour }）
letter-to = { $unit }：
letter-ask = 第{ $number }期周调度涉及你单位 { $count } 项，请填好反馈表，于 { $day } { $hour } 前反馈：
letter-chase = 第{ $number }期周调度的反馈时限（{ $day } { $hour }）已过，尚未收到你单位的反馈，请尽快报来，共 { $count } 项：
letter-item = { $number } { $title }（{ $facts }）
letter-item-bare = { $number } { $title }
letter-due = 时限 { $due }
letter-percent = 上期 { $percent }%
letter-directives = 交办未办结：
letter-directive = { $number } { $text }
letter-directive-due = { $number } { $text }（时限 { $day }）
letter-notices = 文书待答复：
letter-notice = { $code }（{ $day } 前答复）
letter-files = 附件：{ $files }
letter-file-chase = { " 催报" }
send-channel-unknown = 没有“{ $found }”这种渠道
    .hint = 可用的有：{ $known }
send-no-channel = 还没有设置发送渠道
    .hint = 在 { $path } 里写 [notify]，或用 --channel stdout 打印出来；写法见 docs/sending.md
send-busy = 另一个进程正在发送
    .hint = 等它发完再看：duban dispatch send --dry-run
send-closed = 第 { $number } 期已经截止，不再发送
    .hint = 确要重开，用 duban dispatch open --reopen
send-other-sender = 这个台账由另一份副本（{ $sender }）发送，这里不发，免得重复
    .hint = 要改由这里发，加 --take-over
send-stopped = 上次发送时程序中断，不知道对方收到没有
send-no-address = { $unit }没有邮箱
    .hint = 登记后再发：duban owner set { WORD($unit) } --email 邮箱
send-left = 有 { $count } 封没有发成，或者不知道发成没有
    .hint = 见上表；发不成的，下次运行会再试
send-nothing = 第 { $number } 期没有要发的了（已发 { $before } 封）。
send-before = 另有 { $count } 封以前已经发过，没有再发。
send-unknown-how = “不明”的请先问对方：收到了，用 duban dispatch send --arrived 单位；没收到，用 --again 单位 再发。
column-channel = 渠道
column-address = 地址
column-detail = 说明
purpose-ask = 要求反馈
purpose-chase = 催报
channel-mail = 邮件
channel-wecom = 企业微信
channel-dingtalk = 钉钉
channel-feishu = 飞书
channel-webhook = 接口
channel-outbox = 发件夹
channel-stdout = 打印
delivery-would = 将发
delivery-sending = 发送中
delivery-sent = 已发
delivery-refused = 被拒
delivery-failed = 没发成
delivery-unknown = 不明
delivery-no_address = 无地址
run-nothing = 今天没有要办的：这一期已经开、已经发，或者今天不是调度日。
run-no-channel = 没有设置发送渠道，未发送。用 duban dispatch sheets 生成反馈表，自己发给各单位。
send-skipped = 这个渠道接连发不成，还有 { $count } 封先不试，下次运行再发。
round-broken = 文件打不开，可能没有传完，或者不是表格
    .hint = 请对方重发；Word、PDF 不行，要 XLSX、ODS、XLS 或 CSV
# 销号、回头看、延期
column-serves = 所在单位
verdict-pass = 通过
verdict-return = 退回
verdict-fail = 不通过
verdict-approved = 同意
verdict-refused = 不同意
cmd-issue-apply = 申请销号
cmd-issue-check = 核查销号申请：由没有责任关系的人办理
cmd-issue-strike = 销号：由整改办或督查办第二人签字
cmd-issue-recheck = 回头看：再核查已销号的问题，不通过即重新整改
cmd-issue-reopen = 责令已销号的问题重新整改
cmd-issue-extend = 申请延期，或者批复延期申请
arg-issue-apply-issue = 问题编号
arg-issue-apply-unit = 申请单位（不写则为办理人的单位或牵头单位）
arg-issue-apply-unfinished = 措施没有全部完成的，说明为什么
arg-issue-check-issue = 问题编号
arg-issue-check-pass = 通过
arg-issue-check-send-back = 退回，用 --reason 写补充整改要求
arg-issue-strike-issue = 问题编号
arg-issue-strike-at-once = 立行立改的一步销号，用 --reason 写整改情况
arg-issue-recheck-issue = 问题编号
arg-issue-recheck-pass = 整改成果巩固
arg-issue-recheck-fail = 反弹：用 --reason 写理由，问题转入下一轮整改
arg-issue-recheck-due = 下一轮的整改时限
arg-issue-reopen-issue = 问题编号
arg-issue-reopen-basis = 依据，如文件、会议、核查记录
arg-issue-reopen-due = 新一轮的整改时限
arg-issue-extend-issue = 问题编号
arg-issue-extend-to = 延到什么时候，用 --reason 写理由
arg-issue-extend-unit = 申请单位（不写则为办理人的单位或牵头单位）
arg-issue-extend-approve = 同意
arg-issue-extend-refuse = 不同意，用 --reason 写理由
more-issue-apply = 然后由督查办等核查（issue check），再由第二人销号（issue strike）。
more-issue-check = 办理人用 --as 写明，如 --as '督查办 王某'。
more-issue-strike = 办理人用 --as 写明，如 --as '整改办 李某'。可以销号的单位见 duban setting list。
arg-unit-of = 在哪个单位任职
owner-unit-person = “{ $name }”是个人或者是本人，不能作为所在单位
    .hint = --unit-of 后面写单位
signer-elsewhere = 登记的{ $person }在“{ $unit }”，不在“{ $written }”
    .hint = 调动了的，用 duban owner set { WORD($person) } --unit-of { WORD($written) } 更正
closing-disputed = 问题 { $number } 的销号状态各方不一致，先要确定
    .hint = 用 duban conflict list 查看
apply-no-unit = 问题 { $number } 没有牵头单位，也没有责任单位，没有单位可以申请
    .hint = 先明确：duban issue set { $number } --lead-unit 单位
apply-unfinished = 问题 { $number } 还有 { $count } 项措施没有完成：{ $first }{ $count ->
    [1] {""}
   *[other] 等
}
    .hint = 完成了的，用 duban milestone set { $number }#序号 --done 日期 登记；不再做的，用 --unfinished 说明理由
apply-parts = 问题 { $number } 还有 { $count } 个分项没有完成：{ $parts }
    .hint = 分项完成后再申请；或者用 --unfinished 说明理由
lack-done = 问题 { $number } 还没有完成，不能申请销号
    .hint = 完成了的，先登记：duban issue set { $number } --stage 已完成
lack-open = 问题 { $number } 已经完成，不用延期
    .hint = 接着办：duban issue apply { $number }
lack-pending = 问题 { $number } 的销号申请还没有办完
    .hint = 先核查：duban issue check { $number } --pass 或 --return；通过的再 duban issue strike { $number }
lack-application = 问题 { $number } 没有待办的销号申请
    .hint = 先由责任单位申请：duban issue apply { $number } --reason 整改成效
lack-check = 问题 { $number } 的销号申请还没有人核查
    .hint = 先由没有责任关系的人核查：duban issue check { $number } --pass --as '督查办 姓名'
lack-unchecked = 问题 { $number } 已经核查通过，等第二人签字
    .hint = 销号：duban issue strike { $number }；要退回，用 duban issue check { $number } --return
lack-unclosed = 问题 { $number } 已经销号
    .hint = 再核查用 duban issue recheck，重新整改用 duban issue reopen
lack-closed = 问题 { $number } 还没有销号
    .hint = 没有销号的直接改：duban issue set { $number } --stage 整改中，或者 duban issue check { $number } --return
lack-unasked = 问题 { $number } 的延期申请还没有批复
    .hint = 先批复：duban issue extend { $number } --approve 或 --refuse
lack-asked = 问题 { $number } 没有待批的延期申请
    .hint = 申请：duban issue extend { $number } --to 日期 --reason 理由
lack-known = 没有登记“{ $who }”，不知道是不是与问题有关的人
    .hint = 先登记，如 duban owner add 王某 --person --unit-of 督查办；办理人用 --as 写明
lack-unit = 没有登记“{ $who }”在哪个单位，不知道是不是与问题有关的人
    .hint = 先登记：duban owner set { WORD($who) } --unit-of 单位
lack-answerable = “{ $who }”不是问题 { $number } 的牵头单位或责任单位，不能申请
    .hint = 由{ $units }申请
lack-office = “{ $who }”不是整改办、督查办的人，不能办理
    .hint = 可以办理的单位见 duban setting list（office.rectification、office.supervision）；办理人用 --as 写明
lack-second = 问题 { $number } 就是“{ $who }”核查的，销号要由第二个人签字
    .hint = 换一个人：--as '整改办 姓名'
lack-tied = “{ $who }”是问题 { $number } 的{ $role }，不能自己办理
    .hint = 由与这个问题没有责任关系的人办理，用 --as 写明
lack-tied-unit = “{ $who }”所在的{ $unit }是问题 { $number } 的{ $role }，不能自己办理
    .hint = 由与这个问题没有责任关系的人办理，用 --as 写明
strike-not-immediate = 问题 { $number } 不是立行立改的，不能一步销号
    .hint = 按程序办：issue apply、issue check、issue strike
strike-late = 问题 { $number } 的时限是 { $limit }，记为逾期销号
reopen-basis = { $day } 回头看（{ $who }）
extend-unlimited = 问题 { $number } 没有整改时限，不用延期
    .hint = 先定时限：duban issue set { $number } --due 日期
extend-late = 问题 { $number } 的时限 { $limit } 已过（今天是 { $today }），不能再申请延期
    .hint = 延期要在时限之前申请
extend-no-later = 新的时限 { $to } 不比原来的 { $limit } 晚
    .hint = 写一个以后的日期
extend-no-day = “{ $found }”没有日期
    .hint = 延期要有新的日期
extend-count = 问题 { $number } 第 { $count } 次延期
closing-checked = 已核查，待销号
field-recurs = 前次问题
field-recurrences = 再次出现
recurs-before = ；更早：
recurs-circle = 问题 { $earlier } 本来就是从问题 { $number } 来的，不能再倒过来
    .hint = 前次问题应是更早批次的问题
recurs-same = 问题 { $number } 和 { $earlier } 在同一批次，不是前次问题
    .hint = 同一批次里反弹的，用 duban issue reopen { $earlier }
issue-extended = 第 { $count } 次延期
story = 销号经过
story-what = 事项
story-who = 办理
story-said = 说明
story-stop = ；
story-basis = 依据：{ $text }
story-limit-before = 上一轮时限 { $limit }
story-done-before = 上一轮 { $day } 完成
story-cycle = 第 { $number } 轮整改
story-extension = { $from } → { $to }
story-asked = 申请延期
story-approved = 第 { $count } 次延期
story-refused = 不同意延期
story-unfinished = 未完成的措施：{ $text }
story-applied = 申请销号
story-checked = 核查通过
story-returned = 退回
story-struck = 销号
story-at-once = 立行立改销号
story-late = 逾期销号（时限 { $limit }）
story-recheck-passed = 回头看通过
story-recheck-failed = 回头看不通过
story-recheck-due = 待回头看
story-recheck-overdue = 回头看到期
evidence-title = 佐证材料（{ $count } 份）
evidence-name = 材料
evidence-size = 大小
evidence-by = 提交
arg-issue-list-recurring = 只列以前批次就有、再次出现的
arg-issue-list-reopened = 只列重新整改过的
arg-issue-list-late = 只列逾期销号的
arg-issue-set-recurs = 以前批次的哪个问题再次出现，如 2012-sw/3
field-lamp = 亮灯
lamp-colour-green = 绿灯
lamp-colour-blue = 蓝灯
lamp-colour-yellow = 黄灯
lamp-colour-orange = 橙灯
lamp-colour-red = 红灯
cmd-setting-preset = 各地的亮灯规则：列出，或者照用一种
arg-setting-preset-name = 哪里的规则，如 江津（不写则列出）
value-preset = 地方
column-preset = 地方
column-current = 正在用
preset-unknown = 没有“{ $name }”的亮灯规则
    .hint = 有：{ $known }；也可以用 duban setting set lamp.… 自己定
preset-default = 序时绿灯，滞后黄灯，逾期红灯
preset-jiangjin = 距时限 20 天绿灯预警，10 天黄灯，逾期红灯；平时不亮
preset-yinchuan = 按计划绿灯，落后 10 到 30 个百分点黄灯，落后 30 个百分点以上、3 个月未启动或逾期红灯
preset-ouhai = 当月措施未完成红灯，当月补上转黄灯、不转绿灯
preset-sanming = 临近时限或滞后蓝灯，逾期橙灯，逾期一周以上红灯；平时不亮
setting-pace-behind = 完成比例落后时间进度多少个百分点以上算滞后
setting-pace-ahead = 完成比例超出时间进度多少个百分点以上算超前
setting-pace-idle = 时间过了百分之几还未启动算滞后
setting-lamp-calm = 没有问题的亮不亮绿灯，1 为亮
setting-lamp-green-days = 距时限几天以内亮绿灯；0 为不用
setting-lamp-blue-days = 距时限几天以内（或滞后）亮蓝灯；0 为不用
setting-lamp-yellow-days = 距时限几天以内亮黄灯；0 为不用
setting-lamp-yellow-behind = 落后多少个百分点以上（或滞后）亮黄灯；0 为不用
setting-lamp-orange-overdue = 逾期几天起亮橙灯；0 为不用
setting-lamp-red-overdue = 逾期几天起亮红灯；0 为不用
setting-lamp-red-behind = 落后多少个百分点以上亮红灯；0 为不用
setting-lamp-red-idle = 几个月还未启动亮红灯；0 为不用
setting-lamp-month = 措施逾期亮红灯、当月补上转黄灯，1 为用
monthly-first = 首轮整改
monthly-reopened = 重新整改
monthly-round = { $total }个：已完成{ $done }，其中销号{ $closed }个。
monthly-late = 逾期销号
monthly-late-of = 累计销号{ $of }次，其中逾期{ $share }。
monthly-extensions = 延期
monthly-extensions-of = 累计{ $count }次，涉及{ $issues }个问题。
monthly-recurring = 再次出现
monthly-recurring-of = { $of }个问题中，以前批次就有的{ $share }。
monthly-rechecks = 回头看
monthly-rechecks-of = 应看{ $of }次：通过{ $passed }次，不通过{ $failed }次，到期未看{ $open }次。
weekly-to-check = 待核查的销号申请（{ $count } 个）
weekly-to-strike = 已核查、待销号（{ $count } 个）
weekly-applicant = 申请单位
weekly-applied_on = 申请日期
weekly-checked_by = 核查人
weekly-rechecks = 回头看到期（{ $count } 个）
weekly-recheck-due = 应看日期
check-plan-late = 方案时限 { $day } 已过，按滞后计
check-closing-stage = 没有完成就申请或办理了销号
check-unsigned = 销号没有两人签字
cmd-evidence = 佐证材料：证明整改情况的文件
cmd-evidence-add = 提交佐证材料
cmd-evidence-list = 列出佐证材料
cmd-evidence-open = 显示一份材料存放的位置
cmd-evidence-export = 把材料按原来的文件名取出
cmd-evidence-void = 作废误交的材料，须说明原因
arg-evidence-add-issue = 问题编号
arg-evidence-add-files = 文件（可以多个）
arg-evidence-add-note = 说明
arg-evidence-list-issue = 问题编号（不写则全部）
arg-evidence-open-evidence = 哪份材料，如 8#1
arg-evidence-open-open = 同时打开
arg-evidence-export-issue = 问题编号
arg-evidence-export-dir = 取到哪个文件夹
arg-evidence-export-all = 取出全部材料，每个问题一个文件夹
arg-evidence-void-evidence = 哪份材料，如 8#1
arg-issue-apply-evidence = 佐证材料（文件，可以多个）
evidence-link = { $path } 是链接，不是文件
    .hint = 写它指向的文件
evidence-folder = { $path } 是文件夹
    .hint = 写里面的文件，或者打成一个压缩包
evidence-no-file = { $path } 不是普通文件
    .hint = 写一个文件
evidence-empty = { $path } 是空的
    .hint = 看看是不是选错了文件
evidence-large = { $path } 有 { $size } MB，最大 { $limit } MB
    .hint = 压缩后再交，或者改上限：duban setting set evidence.limit { $size }
evidence-twice = { $path } 已经交过了，就是这个问题的“{ $known }”
    .hint = 同一份材料只交一次
evidence-in-motion = { $path } 正在被改动，没有收
    .hint = 存好、关闭后再交
evidence-missing = 材料不在了：{ $path }
    .hint = 从备份或其他单位的同一位置拷回来
evidence-changed = 材料被改动过：{ $path }
    .hint = 从备份或其他单位的同一位置拷回来
evidence-in-the-way = { $path } 已经有了，内容不一样
    .hint = 换一个文件夹
evidence-exported = 共 { $count } 份材料，取出 { $written } 份到 { $dir }
open-no-terminal = 不在终端里，没有打开
    .hint = 按显示的位置打开
open-failed = 用 { $with } 打不开：{ $cause }
    .hint = 按显示的位置打开
check-evidence-missing = 问题 { $number } 的材料“{ $name }”不在了：{ $path }
check-evidence-changed = 问题 { $number } 的材料“{ $name }”被改动过：{ $path }
check-orphans = 材料文件夹里有 { $count } 个文件不属于台账：{ $names }
void-superseded = 已另行申请

# 共享：几个单位、一本台账
cmd-share = 几个单位共用一本台账：成员和密钥
cmd-share-init = 开始共享：生成台账密钥，本机成为管理方
cmd-share-invite = 写一份邀请，用口令封存
cmd-share-join = 按邀请加入，在本机建一份台账
cmd-share-admit = 准入：收下对方的应答
cmd-share-remove = 移出一个成员，它此后的记录不算数
cmd-share-list = 列出成员
cmd-share-sheet = 写一份密钥备份单，打印后锁进保险柜
cmd-share-recover = 用密钥备份单在本机恢复密钥
arg-share-init-name = 本单位的名称（不写则用 --as 的名称）
arg-share-invite-file = 邀请写到哪个文件
arg-share-invite-role = 身份：整改办、督查办，或 unit:市财政局
arg-share-invite-name = 成员名称（不写则用单位名称）
arg-share-join-file = 邀请文件
arg-share-join-answer = 应答写到哪个文件（不写则在邀请旁边，以 .answer 结尾）
arg-passphrase-file = 口令所在的文件（- 为标准输入；也可用环境变量 DUBAN_PASSPHRASE）
arg-share-admit-file = 对方送来的应答文件
arg-share-remove-name = 成员名称，见 duban share list
arg-share-sheet-file = 写到哪个文件
arg-share-recover-file = 备份单文件
more-share = 顺序：管理方 share init，share invite；对方 share join，把应答送回；管理方 share admit，再送一份 bundle。
value-role = 身份
value-size = 大小
cmd-bundle = 把记录装进一个文件，用邮件、U 盘或单向光盘送
cmd-bundle-out = 装一个文件送出去
cmd-bundle-in = 收下送来的文件
cmd-bundle-show = 看一个文件里有什么，不收
arg-bundle-out-file = 写到哪个文件
arg-bundle-out-whom = 给哪个成员：对方已有的不再装
arg-bundle-out-all = 全部记录（不写 --for 时即如此）
arg-bundle-out-max-size = 每个文件不超过多大，如 20M；超过则分成几个
arg-bundle-in-files = 文件（可以多个，先后不论，重复无妨）
arg-bundle-show-file = 文件
party-role-office = 整改办
party-role-supervision = 督查办
party-role-unit = 责任单位
party-role-bad = “{ $found }”不是一种身份
    .hint = 写 整改办、督查办，或者 unit:单位名称
party-state-invited = 已邀请
party-state-admitted = 已准入
party-state-removed = 已移出
party-own = { $name }（本机）
members-none = 还没有共享。
members-joined = 已加入，还没有收到台账；成员名单随台账一起来（duban sync，或 duban bundle in）。
column-member-role = 身份
column-member-state = 状态
column-entries = 记录数
column-fingerprint = 公钥指纹
party-stranger = 副本 { $replica } 没有准入
    .hint = 对方应先送来应答文件，由管理方 duban share admit；准入之后再收一次即可
party-impostor = 副本 { $replica } 的记录不是用它自己的密钥签的
    .hint = 有人冒名，或者文件被换过：请与对方电话核对
party-removed = { $name }已于 { $day } 移出
party-unit-unknown = 台账里没有名叫“{ $found }”的单位
    .hint = 单位名称见 duban owner list；没有的先用 duban owner add 登记
party-twice = 已有名叫“{ $name }”的成员
    .hint = 换一个名称：--name；原来的邀请作废则先 duban share remove
party-unknown = 没有名叫“{ $found }”的成员
    .hint = 成员见 duban share list
party-not-invited = 这份应答对应的邀请不在台账里
    .hint = 邀请要由本台账的管理方写出：duban share invite
party-answered = { $name }的邀请已经有人用过
    .hint = 一份邀请只能用一次：请另写一份，换一个 --name；原来的作废用 duban share remove
party-key-taken = 这个密钥已是{ $name }的
party-is-root = { $name }是管理方，不能移出
    .hint = 管理方的密钥丢了或者泄露了：从密钥备份单恢复（duban share recover），再换密钥（duban share rotate）
party-not-joined = { $name }还没有加入
    .hint = 对方先 duban share join，把应答送回，再由管理方 duban share admit
share-none = 这本台账还没有共享
    .hint = 开始共享：duban share init；加入别人的：duban share join
share-begun = 这本台账已经共享
    .hint = 成员见 duban share list
share-init-dry = 将开始共享，管理方是{ $name }
share-init-nameless = 还没有写明本单位叫什么
    .hint = 加 --name 名称，如 --name 整改办：各单位的成员名单里就这样写
share-init-done = 已开始共享。密钥在 { $path }，只有本机有。本机公钥指纹：{ $fingerprint }
    .hint = 现在就写一份密钥备份单：duban share sheet 备份单.txt，打印后锁进保险柜，再删掉文件
share-not-root = 只有管理方（{ $name }）可以邀请、准入和移出成员
    .hint = 请管理方办理
share-invited = 邀请已写到 { $path }
    .hint = 文件和口令分两路送：口令用电话或当面告知；对方运行 duban share join
share-join-exists = { $path } 已经有一本台账
    .hint = 加入时在本机新建一份：换一个 --db
share-join-dry = 将以“{ $name }”的身份加入，台账建在 { $path }
share-joined = 已按邀请建好“{ $name }”的台账。密钥在 { $keys }。把应答 { $answer } 送回管理方。本机公钥指纹：{ $fingerprint }
    .hint = 管理方准入时会念出指纹，请核对；然后收它送来的台账：duban remote add 加 duban sync，或 duban bundle in
share-admitted = { $name }已准入，公钥指纹：{ $fingerprint }
    .hint = 请与对方电话核对指纹；然后把台账送过去：duban sync，或 duban bundle out
share-admit-dry = 将准入{ $name }，公钥指纹：{ $fingerprint }
    .hint = 请先与对方电话核对指纹
share-removed = { $name }已移出，台账密钥已更换：它此后的记录不再算数，新的文件它也打不开。以前送出的文件它仍能打开
    .hint = 密钥备份单要重写：duban share sheet；再把台账送给其余成员：duban sync，或 duban bundle out
share-unproved = 本机的密钥还没有打开过这本台账的任何文件，不能往外送
    .hint = 先把台账收下来：duban sync，或 duban bundle in
sheet-heading = 督办台账密钥备份单（{ $day }）
    公钥指纹：{ $fingerprint }
    校验码：{ $digest }
    以下内容等于密钥：打印后锁进保险柜，文件用后删除。
    恢复：duban share recover 本文件（抄录时从“校验码”一行起，一字不差）
sheet-written = 密钥备份单已写到 { $path }
    .hint = 打印后锁进保险柜，再删掉这个文件：谁拿到它，谁就能以本单位的名义读写
sheet-dry = 将把密钥备份单写到 { $path }
passphrase-ask = 口令：
passphrase-missing = 没有口令
    .hint = 用 --passphrase-file 文件，或环境变量 DUBAN_PASSPHRASE
passphrase-short = 口令太短，至少要 { $least } 个字
    .hint = 用几个不相干的词连成一句，便于电话里念
passphrase-text = 口令文件不是文字
passphrase-wrong = 口令不对，或者文件被改过
passphrase-memory = 内存不够，算不出密钥
keys-missing = 本机没有 { $path } 的密钥：它是别处台账的一份复制件
    .hint = 可以看，不能写。有密钥备份单的：duban share recover；否则请管理方另写一份邀请
keys-open = { $path } 别人也能读
    .hint = 密钥文件只能自己读：chmod 600
keys-unusable = { $path } 不能用：{ $why }
keys-broken = 密钥不完整，或者抄错了
sheet-mistyped = 校验码与密钥对不上：抄错了，或者漏抄了“校验码”一行
    .hint = 对照打印的备份单，从“校验码”一行起逐字核对
keys-newer = 没有找到“duban keys 1”一行：不是密钥，或者是新版程序写的
fork-noticed = { $why }。从现在起本机以新的副本 { $replica } 继续，原有记录都在，两边写的都不会丢
fork-copy = 这是 { $path } 的复制件，原件还在
fork-old = 这是一份旧的台账：它写过的第 { $number } 号记录这里没有
fork-own = 送来的文件里有以本机名义写的第 { $number } 号记录，这里没有
fork-moved = 本机以旧名写的 { $count } 条记录与送来的编号相同，已改记在新的副本下，内容、时间、经办人不变
fork-recovered = 密钥已从备份单恢复
sheet-sound = 备份单核对无误；将把密钥恢复到本机
sealed-not-ours = 不是督办的文件
    .hint = 要的是 duban bundle out、duban share invite 或 duban share join 写出的文件
sealed-other-shape = { $is ->
    [invitation] 这是一份邀请
    [card] 这是加入时写出的应答
    [segment] 这是交换点上的记录文件
    [piece] 这是交换点上的佐证材料
   *[bundle] 这是装好送来的台账记录
  }
    .hint = { $is ->
        [invitation] 按邀请加入：duban share join
        [card] 准入用 duban share admit
        [segment] 收下用 duban bundle in，或者登记那个文件夹后 duban sync
        [piece] 登记那个文件夹后 duban sync
       *[bundle] 收下用 duban bundle in
      }
sealed-broken = 文件损坏，请重新取一次
sealed-short = 文件不完整：只有 { $found } 字节，应有 { $expected } 字节
    .hint = 可能还没有传完，请重新取一次
sealed-newer = 文件是新版程序写的（版本 { $version }，算法 { $suite }）
    .hint = 请更新 duban
sealed-altered = 文件被改动过，或者不是用这本台账的密钥封的
    .hint = 请送文件的单位再送一次；还是这样，就与对方电话核对密钥指纹（duban share list）
sealed-other-ledger = 文件属于另一本台账（{ $ledger }）
    .hint = 看看是不是拿错了文件，或者 --db 指的是另一本台账
sealed-key-unknown = 封文件的密钥（{ $key }）本机没有
    .hint = 密钥可能换过：请管理方另送邀请
segment-large = 一条记录太大（{ $size } 字节），装不进一个文件
segment-empty = 没有要装的记录
segment-packing = 压缩不了：{ $cause }
segment-forged = { $what ->
    [author] 记录不是文件所说的单位写的
    [chain] 记录不连续
    [ops] 记录的内容与它的摘要不符
   *[signature] 签名不对
  }
segment-bomb = 解开后超过限度（{ $limit } 字节）
file-refused = { $path } 没有收：{ $why }
bundle-incomplete = 缺少部分内容：有 { $found } 段，应有 { $expected } 段
bundle-nothing = 没有要送的记录
bundle-written = 已写到 { $path }（{ $size } 字节），登记号：{ $digest }
bundle-written-dry = 将写到 { $path }（{ $size } 字节）
bundle-out-parts = 分成了 { $parts } 个文件，不能都写到标准输出
    .hint = 写一个文件名，或者放大 --max-size
bundle-out-done = 共 { $count } 条记录
bundle-entry-large = 有一段记录就有 { $size } 字节，超过 { $limit } 字节
    .hint = 把 --max-size 放大一些
bundle-in-dry = 试运行，没有收：可以收的记录有 { $count } 段
    .hint = 每个文件里有谁的哪些记录：duban bundle show 文件
bundle-in-nothing = 没有新的记录（{ $known } 条早已收到）
bundle-in-done = 收到 { $applied } 条新记录（另有 { $known } 条早已收到）
bundle-in-from = { $name }：{ $count } 条，{ $size } 字节
bundle-in-waiting = { $count } 条记录还缺前面的，暂存待用
    .hint = 缺的到了会自动补上；缺谁的见 duban sync status，请向送文件的单位要上一份
bundle-in-conflicts = 有 { $count } 处各写各的
    .hint = 见 duban conflict list
bundle-from = { $from } { $at } 装
bundle-digest = 登记号 { $digest }
bundle-for = 给{ $whom }
bundle-part = 第 { $part } 个，共 { $parts } 个
bundle-series = { $from }：第 { $first } 至 { $last } 号记录，其中 { $new } 条是新的
bundle-refused = 不会收：{ $why }
size-bad = “{ $found }”不是大小
    .hint = 写 20M、500k 或字节数，至少 10k

# 备份
cmd-backup = 备份：整本台账写成一个文件，写完核验
cmd-restore = 从备份恢复成一本新台账
arg-backup-target = 备份文件；写 --keep 时是文件夹
arg-backup-keep = 在文件夹里只留最近几份
arg-restore-file = 备份文件；恢复到 --db 所指的新文件
backup-exists = { $path } 已经有了
    .hint = 备份从不覆盖别的文件：换一个名称
backup-dry = 将备份到 { $path }
backup-no-folder = 没有文件夹 { $path }
    .hint = U 盘插好了吗？新文件夹请先手工建好，以免写到别处
backup-done = 已备份到 { $path } 并核验无误：{ $entries } 条记录，{ $files } 份佐证材料，状态码 { $digest }
backup-dropped = 只留最近 { $keep } 份，删去旧的 { $count } 份
copy-unsound = 核验没有通过，文件没有写成：{ $problem }
    .hint = 来源有损：用 duban check 查看，或者换一份备份
restore-exists = { $path } 已经有了
    .hint = 恢复到一个新文件：换一个 --db
restore-dry = 将把 { $from } 恢复到 { $path }
restore-done = 已把 { $from } 恢复到 { $path } 并核验无误：{ $entries } 条记录，状态码 { $digest }
restore-no-backup = { $path } 不是台账的备份
    .hint = 备份由 duban backup 写出，或者是升级前自动留下的 .bak 文件
restore-damaged = { $path } 已损坏：内容残缺或被改动，没有恢复
    .hint = 换一份备份
restore-open = { $path } 正在使用，不是备份
    .hint = 复制正在使用的台账：duban backup
restore-no-keys = 本机没有 { $path } 的密钥：可以看，不能写
    .hint = 有密钥备份单的：duban share recover
restore-renamed = 这一本以新的副本 { $replica } 继续。原件如果还在，就成了两本各写各的台账
    .hint = 只用其中一本；要两边都写的，先共享：duban share init
fork-restored = 这是从备份恢复的，原件可能还在写
check-signature = 副本 { $replica } 第 { $number } 号记录的签名不对
cmd-share-rotate = 更换台账密钥，交给每个成员
share-handed-on = { $name }加入时没有拿到现行密钥（那次更换是后来才找回来的），已一并交给它，随下一份文件送达
share-rotated = 台账密钥已更换。其他成员收到下一份文件时自动换上
    .hint = 密钥备份单要重写：duban share sheet
party-outdated = 邀请之后台账密钥换过，应答里的密钥已旧
    .hint = 请另写一份邀请：原来的先 duban share remove，或者换一个 --name
party-key-bad = { $name }的公钥不能用
## frozen months

summary-title = { $month } 月督查数据（第{ $edition }版）
summary-none = 还没有冻结过任何月份
    .hint = 用 duban supervise freeze --month 2019-11 冻结一个月
summary-none-yet = 还没有冻结过任何月份。
summary-unknown = { $month } 没有冻结过
    .hint = 已冻结：{ $known }
summary-no-edition = { $month } 没有第{ $edition }版
    .hint = 用 duban supervise list 查看
summary-before-feedback = { $month } 截至 { $cut_off }，巡视（督察、审计）意见 { $day } 才反馈，没有可冻结的
    .hint = 检查 --month，或用 duban inspection list 核对反馈日期
summary-empty = 截至 { $cut_off } 台账中没有问题，没有可冻结的
    .hint = 先导入或登记问题
summary-frozen = { $month } 已于 { $day } 冻结（第{ $edition }版），发出的数字不再改动
    .hint = 要更正，加 --correct --reason 原因，另出一版
summary-nothing-to-correct = { $month } 还没有冻结，没有可更正的
    .hint = 去掉 --correct
summary-same = { $month } 的数字与第{ $edition }版完全相同，不用另出一版
    .hint = 补报的要算进这个月，登记时加 --today { $cut_off }；不加的，算在登记的那个月
summary-changed = { $month } 第{ $edition }版的数据与冻结时不符
    .hint = 用 duban supervise verify { $month } 和 duban check 查看
summary-done = 已冻结 { $month } 第{ $edition }版：截至 { $cut_off }，校验码 { $digest }
summary-dry = 将冻结 { $month } 第{ $edition }版：截至 { $cut_off }，校验码 { $digest }
summary-not-over = 注意：{ $month } 还没有过完，数据截至 { $cut_off }。
summary-undo = 冻结的月份不能撤销
    .hint = 要更正，用 duban supervise freeze --month { $month } --correct --reason 原因 另出一版
summary-corrects = 更正：{ $reason }
summary-is-early = 当月没有过完
summary-is-corrected = 已有更正版
summary-is-twice = 同月同版有两份，两处各自冻结
summary-by = { $subject }：按{ $by }
summary-named = 点名的问题
summary-named-one = { $number }（{ $pace }）
as-of-verify = 核验的是现在的台账，不能加 --as-of
verify-chain = 变更记录不完整，或者被改过：
verify-holds = { $month } 第{ $edition }版：一致。按变更记录重新计算，与冻结时逐字节相同（校验码 { $digest }）。
verify-newer = { $month } 第{ $edition }版：由新版本冻结，校验码相符（{ $digest }），本版本不能重新计算。
verify-differs = { $month } 第{ $edition }版：不一致。按变更记录重新计算，与冻结时不同（校验码 { $digest }）：
verify-changed = { $month } 第{ $edition }版：冻结的数据被改动过（现在的校验码 { $digest }）。
figure-mean = { $name }{ $mean }天（共{ $sum }天，{ $of }个）
head-month = 月份
head-edition = 版次
head-cut_off = 截至
head-frozen_on = 冻结日期
head-frozen_by = 冻结人
head-digest = 校验码
head-remark = 备注
head-share = 比例
head-figure = 数据项
head-of = 范围
head-frozen = 冻结时
head-counted = 重新计算
subject-issues = 问题
subject-sub_issues = 子问题
subject-milestones = 时间节点
subject-returns = 本月反馈
subject-directives = 交办事项
subject-notices = 督办文书
subject-closings = 销号
subject-rechecks = 回头看
subject-extensions = 延期
by-area = 方面
by-leader = 责任领导
by-unit = 单位
by-kind = 整改类别
by-source = 批次
by-cycle = 轮次
cycle-first = 首轮整改
cycle-reopened = 重新整改
figure-total = 总数
figure-done = 完成
figure-closed = 销号
figure-basically_done = 基本完成
figure-on_schedule = 序时
figure-ahead = 超前
figure-behind = 滞后
figure-overdue = 逾期
figure-stage_not_started = 未启动
figure-stage_in_progress = 整改中
figure-stage_basically_done = 基本完成（不论进度）
figure-due = 应完成
figure-due_done = 应完成中已完成
figure-due_on_time = 按期完成
figure-not_due = 未到期
figure-undated = 未定时限
figure-open = 未完成
figure-reported = 本月报告
figure-judged = 完成且日期齐全
figure-early = 提前完成
figure-early_days = 平均提前
figure-late = 逾期完成
figure-late_days = 平均逾期
figure-reopened = 重新整改
figure-recurring = 再次出现
figure-extended = 延过期
figure-due_late = 逾期完成
figure-due_open = 到期未完成
figure-due_dropped = 随问题完成不再计
figure-asked = 应反馈
figure-in_time = 按时反馈
figure-unchanged = 反馈无变化
figure-returns-late = 逾期反馈
figure-missing = 未反馈
figure-month = 本月
figure-notices-due = 应答复
figure-notices-due_on_time = 按期答复
figure-notices-due_late = 逾期答复
figure-notices-due_open = 到期未答复
figure-closings-late = 逾期销号
figure-passed = 通过
figure-failed = 不通过
figure-rechecks-due_open = 到期未看
cmd-supervise-freeze = 冻结一个月的数据：发出的数字不再改动
arg-supervise-freeze-month = 哪个月，如 2019-11（不写则本月）
arg-supervise-freeze-correct = 更正已冻结的月份，另出一版，用 --reason 写原因
cmd-supervise-list = 列出冻结过的月份
cmd-supervise-show = 查看冻结的数据
arg-supervise-show-month = 哪个月，如 2019-11（不写则最近一个）
arg-supervise-show-edition = 第几版（不写则最新一版）
cmd-supervise-verify = 按变更记录重新计算，与冻结时逐字节比对
arg-supervise-verify-month = 哪个月，如 2019-11（不写则最近一个）
arg-supervise-verify-edition = 第几版（不写则最新一版）
arg-supervise-verify-all = 核验所有月份、所有版次
value-EDITION = 版次
setting-figures-decimals = 百分比和平均数保留几位小数
setting-score-due_done = 考核：应完成的问题完成率占几分
setting-score-milestones = 考核：时间节点按期完成率占几分
setting-score-returns = 考核：周调度按时反馈率占几分
setting-score-directives = 考核：交办事项按期完成率占几分
setting-score-notices = 考核：督办文书按期答复率占几分
setting-score-overdue = 考核：每个逾期问题扣几分
setting-score-missing = 考核：每次未反馈扣几分
setting-score-reopened = 考核：每个重新整改的问题扣几分
setting-score-least = 考核：应完成的问题和时间节点不足几个的不排名
figure-said = { $name }{ $value }
monthly-late-entries = 补记：{ $month } 冻结后才到的变更（{ $count }笔）
monthly-late-note = 补记的日期在上次冻结的截至日以前，上次发出的数字不改，计入本月。
head-day = 日期
head-author = 经办
head-command = 命令
supervise-frozen = { $month } 已冻结（第{ $edition }版）；上面是现在按截至日重新计算的，发出的数字用 duban supervise show { $month } 查看。
monthly-beside = 完成时间、反馈、交办和文书
monthly-timing = { $subject }完成时间
monthly-ranking = 考核排名
monthly-series = 销号进度：反馈以来
monthly-series-note = 按台账现有的完成日期推算；已完成而没有完成日期的，计在截至日。逾期按现有时限。
monthly-issued = 历月发出的数字
monthly-issued-milestones = 节点按期
monthly-indicators = 量化指标合计
head-rank = 名次
head-score = 得分
head-off = 扣分
head-indicator = 指标
score-due_done = 问题完成
score-milestones = 节点按期
score-returns = 按时反馈
score-directives = 交办按期
score-notices = 答复按期
score-overdue = 每个逾期问题
score-missing = 每次未反馈
score-reopened = 每个重新整改的问题
score-weight = { $name }×{ $n }
score-point = { $name }扣{ $n }分
score-plus = +
score-formula = 得分=100×（{ $rates }）÷所用权数之和，没有分母的项不计；各项为完成数/应完成数。
score-off = 再减：{ $off }，最低0分。
score-least = 应完成的问题和时间节点不足{ $least }个的不排名；得分相同的并列。
indicator-again = { $issues } 同一数字，不重复计
indicator-agreed = 核对相符：
indicator-agrees = { $issue }：{ $name } { $stated }
indicator-wrong = 数字不一致：
indicator-sum = { $issue }：{ $name } { $stated }，各部分 { $parts }={ $found }
indicator-percent = { $issue }：{ $name } 写的是 { $stated }，按数字计算是 { $found }
why-unknown = 没有“{ $found }”这个数据项
    .hint = 例如：{ $known }
why-no-group = { $figure } 中没有“{ $name }”这一组
    .hint = 有：{ $known }
why-joint = ·
why-frozen = { $month } 第{ $edition }版（已冻结），截至{ $day }。
why-now = { $month }，截至{ $day }，按现有台账计算。
why-value-of = 共{ $value }；分母是“{ $denominator }”，共{ $of }。
why-value = 共{ $value }。
why-rows = 来自以下各行：
why-again = 同一数字，不重复计
head-position = 记录位置
head-settings = 所用设置
head-bar = 图
head-bar-open = 图（! 逾期）
head-value = 数值
head-text = 原文
head-title = 内容
head-done_on = 完成
head-adds = 计入
cmd-supervise-why = 一个数字是由哪些行算出来的
arg-supervise-why-figure = 数据项，如 issues.overdue、milestones.due_on_time、逾期，或一项指标的名称
arg-supervise-why-month = 哪个月，如 2019-11（不写则本月）
arg-supervise-why-area = 只看这个方面；- 为没有方面的
arg-supervise-why-leader = 只看这位责任领导；- 为没有的
arg-supervise-why-unit = 只看这个单位；- 为没有的
arg-supervise-why-kind = 只看这一类：立行立改、限期整改、长期坚持
arg-supervise-why-source = 只看这一批次；- 为没有批次的
arg-supervise-why-cycle = 只看首轮整改或重新整改
arg-supervise-why-now = 已冻结的月份，也按现有台账计算
cmd-diff = 两天之间哪些问题有了什么变化
arg-diff-from = 从哪一天结束时算起
arg-diff-to = 到哪一天结束时为止；不写则为今天
cmd-dispatch-diff = 两期调度之间哪些问题、哪些单位有了什么变化
arg-dispatch-diff-one = 前一期的期次
arg-dispatch-diff-other = 后一期的期次
diff-backwards = { $from } 在 { $to } 之后
    .hint = 把两个日期（期次）前后对调
diff-title = { $from }至{ $to }的变化
diff-rounds = 第{ $one }期至第{ $other }期的变化
diff-counts = 从{ $from }结束时到{ $to }结束时：新增问题{ $new }个，作废{ $gone }个，有变化的{ $changed }个。
diff-new = { $number } { $title }（新增）
diff-gone = { $number } { $title }（作废）
diff-changed = { $number } { $title }
diff-units = 反馈情况有变化的单位
diff-from = 前一期
diff-to = 后一期
diff-milestone = 节点“{ $text }”{ $field }
diff-line = { $name }：{ $from } → { $to }
diff-line-new = 新增{ $name }
diff-line-gone = 取消{ $name }
diff-line-set = { $name }：{ $to }
diff-line-emptied = { $name }：不再是 { $from }
head-pace = 进度
diff-future = { $day } 还没有到，今天是 { $today }
    .hint = 写已经过去的日期
# 公文：-o 文件，范文和格式
cmd-template = 公文的范文和格式：列出，导出来改，检查
cmd-template-list = 列出范文，看用的是程序的还是自己的
cmd-template-export = 导出一份范文或格式（style），改好即生效
cmd-template-check = 检查自己的范文和格式
arg-template-export-name = 范文名称，如 supervise；公文格式是 style
arg-template-export-output = 写到哪个文件（不写则放进配置文件夹；- 为直接显示）
arg-template-check-name = 只检查这一份
arg-template-check-file = 检查这个文件，看能不能用作这份范文
arg-supervise-output = 写成文件：.docx 督查通报，.html 带图网页，.xlsx 附件表，也可 .md、.json、.txt
arg-supervise-code = 通报的文号（不写则留空待编）
arg-dispatch-output = 写成文件：.docx 周调度通报（加 --lead 是领导一页表），也可 .html、.md、.json、.txt
arg-notice-show-output = 写成文件：.docx 公文，也可 .html、.md、.json、.txt
arg-issue-show-output = 写成文件：.docx 销号申请表，也可 .html、.md、.json、.txt
column-own = 自己的
template-of-supervise = 督查通报：duban supervise -o 通报.docx
template-of-dispatch = 周调度通报：duban dispatch -o 调度.docx
template-of-leader = 领导一页表：duban dispatch --lead 姓名 -o 一页.docx
template-of-notice-reminder = 提醒函：duban notice show 文号 -o 函.docx
template-of-notice-supervise = 督办单：duban notice show 文号 -o 单.docx
template-of-notice-talk = 约谈通知书：duban notice show 文号 -o 约谈.docx
template-of-notice-circular = 通报：duban notice show 文号 -o 通报.docx
template-of-closing = 销号申请表：duban issue show 编号 -o 申请表.docx
template-of-style = 公文格式：页边距、行数字数、字体字号、版头
template-unknown = 没有“{ $name }”这份范文
    .hint = 有 { $known }
template-there = { $path } 已经有了，不盖掉
    .hint = 直接改它；要看程序自带的，用 duban template export 名称 -o -
template-not-utf8 = { $path } 不是 UTF-8 编码
    .hint = 在记事本里“另存为”，编码选 UTF-8
template-none-own = 没有自己的范文，用的都是程序自带的
template-sound = { $count } 份都能用
template-mark = { $path } 第 { $line } 行：没有“{ $found }”这个标记
    .hint = 有 @版头、@文号、@标题、@主送、@附件、@落款、@日期、@抄送、@附页、@横排
template-wrong = { $path } 第 { $line } 行，{ $found }：{ $why }
    .hint = 改好后用 duban template check 检查；字段见 docs/papers.md
template-field = 没有这个字段
template-filter = 没有这个转换
template-statement = 不认得的语句
template-function = 没有这个函数或判断
template-endless = 循环没完没了
template-cause = { $cause }
paper-mark = “{ $found }”不是公文的标记
    .hint = 有 @版头、@文号、@标题、@主送、@附件、@落款、@日期、@抄送、@附页、@横排
style-unreadable = { $path } 第 { $line } 行读不懂：{ $cause }
    .hint = 自带的格式用 duban template export style -o - 看
style-wrong = { $path } 第 { $line } 行，{ $field }：{ $why }
    .hint = 标准是上 37、下 35、左 28、右 26 毫米，每页 22 行、每行 28 字
style-out-of = { $found } 不在 { $least } 到 { $most } 之间
style-no-font = “{ $found }”不是字体名称
style-lines = 版心高 { $room } 毫米，放不下 { $lines } 行 { $size } 磅的字
style-chars = 版心宽 { $room } 毫米，排不成每行 { $chars } 个 { $size } 磅的字
style-pitch = { $found } 磅的行距排不下 { $lines } 行，最多 { $most } 磅
output-kind = 看不出 { $path } 要写成哪种文件
    .hint = 文件名以 .docx、.html、.xlsx、.md、.json 或 .txt 结尾
output-kinds-differ = { $path } 的结尾和 --format 不一致
    .hint = 有 -o 就不必写 --format
output-written = 已写入 { $path }
output-written-dry = 将写入 { $path }

# 图
chart-lamps = 亮灯
chart-lamp = 灯
chart-lamp-none = 不亮灯
chart-burn = 未完成问题的变化
chart-burn-says = { $from }有{ $first }个问题未完成，截至{ $day }还有{ $open }个；按各问题的时限，应只剩{ $planned }个。
chart-burn-undated = 另有{ $count }个已完成而没有完成日期，从起点就算完成。
chart-open = 未完成
chart-planned = 按时限应剩
chart-units = 各单位问题
chart-units-says = 逾期、滞后多的在前；一个问题计入其每个牵头单位和责任单位。
chart-others = 另有{ $count }个单位未画出。
chart-returns = 各单位周调度反馈
chart-returns-says = 每列一期，上为期号，下为该周周一；未反馈多的在前。
chart-lines = 时间节点
chart-lines-says = 未完成的问题从起算日到时限，子问题的节点画在问题上，虚线为{ $day }；时限近的在前。
chart-other-issues = 另有{ $count }个未画出。
chart-sign-done = 节点完成
chart-sign-open = 节点未到期
chart-sign-late = 节点超期
chart-from = 起算
chart-measures = 时间节点
chart-measure-done = 完成
chart-measure-open = 未到期
chart-measure-late = 超期
chart-day = 日期

# 附件表
annex-slow = 慢序时项目
annex-steady = 按序时项目
annex-units = 各单位情况
annex-title = { $month }{ $name }
annex-legend = 慢序时：逾期和滞后；按序时：未完成而未逾期、未滞后
annex-progress-on = 报告日期
annex-progress = 整改进展
annex-obstacle = 困难
annex-help = 需协调事项
annex-percent = 进度%
annex-stage = 整改状态

# 权限和隔离
cmd-sync = 与其他单位保持一致
cmd-sync-quarantine = 隔离：作者无权写的记录和没有收的文件
cmd-sync-quarantine-list = 列出隔离的记录和没有收的文件
cmd-sync-quarantine-show = 看一条隔离的记录要改什么，或者一个文件为什么没有收
cmd-sync-quarantine-release = 放行一条隔离的记录，从此算数（整改办）；没有收的文件只从清单中去掉
arg-sync-quarantine-show-entry = 记录的编号，见 sync quarantine list（开头几位即可）
arg-sync-quarantine-release-entry = 记录的编号，见 sync quarantine list（开头几位即可）
right-lacking = 没有这个权限：{ $why }
    .hint = 请整改办办理；各方能做什么见 docs/sharing.md
right-stranger = 写的人没有准入
right-removed = 写的人已被移出，移出之前这边没有收到
right-role = 写的人的身份是新版本才有的
right-members = 成员和密钥只由开始共享的一方写
right-not-own = 责任单位只写自己承担的问题
right-not-mine = 责任单位只改自己写的内容
right-decides = 核查、销号、批复由整改办和督查办办理
right-office = 这项内容由整改办填写
quarantine-none = 没有隔离的记录，也没有未收的文件。
quarantine-file = （文件）
quarantine-from = 来自{ $from }，公钥指纹 { $fingerprint }
quarantine-why = 不算数：{ $why }
quarantine-since = 移出这个成员的是记录 { $entry }
quarantine-would = 它要改的：
quarantine-not = 记录 { $entry } 没有被隔离
    .hint = 隔离的记录见 duban sync quarantine list
quarantine-file-title = 没有收的文件 { $file }（{ $day }）
quarantine-file-size = { $size } 字节，SHA-256 { $digest }
quarantine-file-how = 文件没有收进台账。请送文件的单位重新送一份；不再需要的，用 duban sync quarantine release 编号 从清单中去掉。
quarantine-file-gone = 已从清单中去掉 { $file }；它没有收进台账
quarantine-file-gone-dry = 将从清单中去掉 { $file }；它没有收进台账
bundle-in-quarantined = 有 { $count } 条记录作者无权写，已隔离，不算数
    .hint = 见 duban sync quarantine list
undo-share = “{ $command }”写下的成员、密钥和放行不能撤销
    .hint = 移出成员：duban share remove；放行的内容可以照常修改或作废
check-quarantined = 隔离的记录
column-entry = 编号
column-from = 来自
column-why = 原因
kind-release = 放行
column-day = 日期
column-command = 命令或文件

# 交换点
cmd-remote = 交换点：各单位互通台账的文件夹或服务器
cmd-remote-add = 登记一个交换点：文件夹、webdavs://、sftp:// 或 s3://
cmd-remote-list = 列出本台账的交换点
cmd-remote-test = 试一试：写一个小文件，读回来，再删掉
cmd-remote-remove = 不再用这个交换点（那边的文件不动）
arg-remote-add-name = 起个名字
arg-remote-add-url = 文件夹，或 webdav(s)://主机/文件夹 sftp://用户@主机/文件夹 s3://桶/前缀?endpoint=https://主机；里面不写密码
arg-remote-add-user = 登录用户；对象存储填密钥编号
arg-remote-add-password-file = 存放密码（或私有密钥）的文件，他人不可读
arg-remote-add-password-env = 存放密码（或私有密钥）的环境变量
arg-remote-add-key-file = sftp 的私钥文件
arg-remote-add-ca-file = 另外信任的证书（PEM）
arg-remote-test-name = 名字
arg-remote-remove-name = 名字
remote-added = 已登记“{ $name }”：{ $url }
    .hint = 先 duban remote test { $name } 试一试，再 duban sync
remote-add-dry = 将登记“{ $name }”：{ $url }
remote-removed = 不再用“{ $name }”；那边的文件没有动
remote-remove-dry = 将不再用“{ $name }”；那边的文件不动
remote-twice = 已有叫“{ $name }”的交换点
    .hint = 换个名字，或先 duban remote remove { $name }
remote-unknown = 没有叫“{ $name }”的交换点
    .hint = 见 duban remote list
remote-none = 还没有登记交换点
    .hint = duban remote add 名字 文件夹，如共享文件夹、U 盘
remote-url-bad = “{ $found }”不是交换点的地址
    .hint = 可写文件夹、fs:///文件夹、webdavs://主机/文件夹、sftp://用户@主机/文件夹、s3://桶/前缀?endpoint=https://主机
remote-url-secret = 地址里不能写密码，否则会留在台账里
    .hint = 用 --user 和 --password-file 或 --password-env
remote-option-unknown = 地址里没有“{ $name }”这一项
    .hint = s3 可写 endpoint、region、style=virtual；sftp 可写 hosts=add
remote-folder-missing = { $name }：没有文件夹 { $path }
    .hint = U 盘插好了吗？共享连上了吗？新文件夹请先手工建好，以免写到别处
remote-sftp-unix = sftp 要用 Linux 或 macOS 上的 ssh 程序
remote-trouble = 连不上{ $name }：{ $cause }
remote-denied = 没有权限
    .hint = 核对 --user 和密码，以及在那个文件夹里的权限
remote-nothing = 那个地址下没有东西
remote-answered = 对方回答 { $code }
remote-busy = 请求太多，对方要求稍后再来
remote-unsupported = 对方做不到所需的操作（列出、读、写、删文件）
remote-odd-names = { $name }：那边有的文件名读不出来
    .hint = 请给台账单独用一个文件夹
remote-forgets = { $name }：写过去的文件读回来变了样
remote-works = { $name }可用：写、读、删都正常；那边现有文件 { $count } 个
remote-test-dry = { $name }连得上，那边现有文件 { $count } 个；写、读、删没有试
remote-never = 从未
remotes-none = 还没有登记交换点。
column-place = 位置
column-login = 登录
column-synced = 上次同步
column-to-send = 待送
arg-sync-remotes = 交换点（不写则全部）
arg-sync-evidence = 取哪些佐证材料：all 全部、own 本单位有份的问题（审核单位即全部）、none 不取不送
arg-sync-again = 把那边的文件从头再看一遍
arg-sync-watch = 守着：本机有新记录就同步，或每隔若干秒（60）同步一次
cmd-sync-status = 本台账与各方的情况：待送、待补、待定
sync-dry = { $name }：有 { $files } 个文件要看，{ $entries } 条记录要送
sync-nothing = { $name }：已一致，没有新记录
sync-done = { $name }：收到 { $applied } 条新记录，送出 { $sent } 条（{ $files } 个文件，{ $size } 字节）
sync-kept-out = 有 { $count } 个文件没有收
    .hint = 见 duban sync quarantine list
sync-kept-out-more = 另有 { $count } 个文件没有收
    .hint = 见 duban sync quarantine list
sync-foreign = { $name }：有 { $count } 个文件与台账无关
    .hint = 请给台账单独用一个文件夹
sync-unfinished = { $name }：有 { $count } 个文件不全，或还在写
    .hint = 下次会再看
sync-left = { $name }：还有 { $count } 个文件留到下次
    .hint = 请再运行一次 duban sync
sync-status = 本机副本 { $replica }，共 { $entries } 条记录。
sync-waiting = { $name }：{ $count } 条记录在等别的单位的记录 { $entry }
sync-waiting-own = { $name }：{ $count } 条记录在等它的第 { $number } 号记录
sync-clean = 没有在等的，也没有待定的。
evidence-sent = { $name }：送出佐证材料 { $count } 个（{ $size } 字节）
evidence-fetched = { $name }：取到佐证材料 { $count } 个（{ $size } 字节）
evidence-broken-there = { $name }在交换点上已损坏，已从那里删去：{ $why }
    .hint = 有这份材料的单位下次同步时会重新送上
evidence-unusable-there = { $name }在交换点上，但现在还取不下来：{ $why }
    .hint = 下次会再看
evidence-nowhere = 有 { $count } 个文件哪个交换点都没有，如{ $name }
    .hint = 等有材料的单位运行 duban sync 后再取
evidence-here = 佐证材料都在本机
evidence-fetch-dry = 有 { $count } 个文件要取
evidence-missing-here = 有 { $count } 个佐证材料在别的单位
    .hint = 用 duban evidence fetch 取
cmd-evidence-fetch = 取别的单位的佐证材料
arg-evidence-fetch-issue = 问题（不写则全部）
value-remote = 交换点
value-which = 哪些
value-seconds = 秒
value-url = 地址
# 公开通报
cmd-report = 公开通报：起草、定稿、公布
cmd-report-draft = 按台账起草：每个问题的内部稿和公开稿（人写过的不动）
arg-report-draft-inspection = 哪个批次的通报；- 为不属于任何批次的问题（只有一个批次时不必写）
arg-report-draft-template = 提纲：report、report-flat、report-audit
arg-report-draft-again = 这个问题重新起草，人写过的也换掉
cmd-report-set = 写一个问题的公开稿、内部稿，或通报的标题、开头、组织情况等
arg-report-set-issue = 问题编号（不写则写通报总的部分）
arg-report-set-inspection = 哪个批次的通报；- 为不属于任何批次的问题（只有一个批次时不必写）
arg-report-set-public = 公开稿；{"{"}指标名称{"}"} 引用一个指标
arg-report-set-file = 公开稿在这个文件里（- 为标准输入）
arg-report-set-internal = 内部稿
arg-report-set-plain = 不自动关联指标，写的数字就是数字
arg-report-set-title = 通报标题
arg-report-set-opening = 开头：谁在何时巡视、何时反馈
arg-report-set-organisation = 组织整改落实情况
arg-report-set-next-steps = 下一步整改安排
arg-report-set-contact = 联系方式（不写则用批次的）
arg-report-set-issuer = 发文单位（不写则用批次的）
arg-report-set-date = 通报日期（不写则为当天）
arg-report-set-template = 提纲：report、report-flat、report-audit
more-report-set = 公开稿里的数字与指标相同时自动关联，指标变了会提醒。
    用 {"{"}指标名称{"}"}、{"{"}指标名称:总数{"}"}、{"{"}8#指标名称{"}"}（8 号问题的指标）指明引用哪个。
cmd-report-withhold = 一个问题不公开：写明五种情形之一、批准人和理由；或恢复公开
arg-report-withhold-issues = 问题编号
arg-report-withhold-ground = 哪种情形：secret 涉密，case 案件未公布，hype 易炒作，petition 易上访，sensitive 重大敏感
arg-report-withhold-approved-by = 批准人
arg-report-withhold-lift = 恢复公开
more-report-withhold = 例如 duban report withhold 18 --ground case --approved-by 组长 --reason 案件尚未公布
cmd-report-confirm = 公开稿引用的指标变了：换成现在的数，或维持原数
arg-report-confirm-issues = 问题编号（不写则全部）
arg-report-confirm-inspection = 哪个批次的通报；- 为不属于任何批次的问题（只有一个批次时不必写）
arg-report-confirm-keep = 维持公开稿里的数，不再提醒
cmd-report-show = 显示通报，或写成文件
arg-report-show-inspection = 哪个批次的通报；- 为不属于任何批次的问题（只有一个批次时不必写）
arg-report-show-internal = 内部稿：不公开的也在内，写明责任和时限
arg-report-show-template = 提纲：report、report-flat、report-audit
arg-report-show-edition = 公布过的第几版
arg-report-show-output = 写成文件：.docx 公文，也可 .txt、.md、.html、.json
cmd-report-status = 每个问题写到哪一步，还差什么，引用的指标，隐去的姓名
arg-report-status-inspection = 哪个批次的通报；- 为不属于任何批次的问题（只有一个批次时不必写）
cmd-report-publish = 公布：审定的公开稿原样保存，以后可以核验
arg-report-publish-inspection = 哪个批次的通报；- 为不属于任何批次的问题（只有一个批次时不必写）
arg-report-publish-approved-by = 谁审定的，如 市委巡视整改工作领导小组
cmd-report-verify = 核验公布过的通报，并列出公布以后的变化
arg-report-verify-inspection = 哪个批次的通报；- 为不属于任何批次的问题（只有一个批次时不必写）
arg-report-verify-edition = 第几版（不写则全部，变化以最新一版为准）
value-ground = 情形
kind-report = 公开通报
kind-passage = 通报文稿
kind-quote = 引用的指标
kind-publication = 公布的通报
ground-secret = 涉及国家秘密、工作秘密
ground-case = 初核或已立案尚未公布的案件
ground-hype = 易引发负面炒作
ground-petition = 易引发群体性上访
ground-sensitive = 其他重大敏感事项
setting-report-named = 公开通报中不隐去的姓名
template-of-report = 公开通报，分方面：duban report show -o 通报.docx
template-of-report-flat = 公开通报，不分方面：duban report show --template report-flat
template-of-own = 本单位的通报提纲：duban report show --template { $name }
template-of-report-audit = 审计整改情况报告：duban report show --template report-audit
report-which = 台账里有几个批次，要写明是哪个的通报
    .hint = 用 --inspection 写一个：{ $codes }
report-not-drafted = 还没有起草通报
    .hint = 先用 duban report draft 起草
report-template-unknown = 没有“{ $name }”这种提纲
    .hint = 有 { $known }；自己的提纲放进配置文件夹的 templates，文件名以 report- 开头
report-ground-unknown = “{ $found }”不是不公开的五种情形之一
    .hint = 有 secret 涉密、case 案件未公布、hype 易炒作、petition 易上访、sensitive 重大敏感
report-set-nothing = 没有写要改什么
    .hint = 写一个问题：duban report set 8 --public 文字；写总的部分：duban report set --contact 文字
report-withhold-approval = 第 { $number } 号问题不公开，没有写谁批准
    .hint = 加上 --approved-by 姓名或职务
report-withhold-reason = 第 { $number } 号问题不公开，没有写理由
    .hint = 加上 --reason 理由
report-no-figures = 第 { $number } 号问题没有指标，找不到“{ $name }”
    .hint = 先用 duban indicator add 录入；大括号只是文字的，写成全角｛｝
report-figure-unknown = 第 { $number } 号问题没有叫“{ $name }”的指标
    .hint = 有 { $known }；别的问题的指标写成 {"{"}编号#名称{"}"}
report-figure-several = 第 { $number } 号问题有几个叫“{ $name }”的指标，不知道引用哪个
    .hint = 写成 {"{"}编号#名称{"}"}，或用 duban indicator set 改名
report-figure-gone = 第 { $number } 号问题引用的指标“{ $name }”已作废，没有现在的数
    .hint = 改公开稿：duban report set { $number }；或维持原数：duban report confirm { $number } --keep
report-drafted = 已起草 { $drafted } 个问题的文稿；人写过的 { $kept } 个没有动。
report-drafted-silent = { $count } 个问题没有报过进展，没有可起草的。
report-say-rules = 制定出台{ $names }。
report-say-measures = 已落实{ $texts }。
report-say-next = 下一步，{ $text }
report-say-done = 该问题已完成整改。
report-say-lasting = 该问题已完成整改，并长期坚持。
report-say-obstacle = 存在困难：{ $text }
report-say-help = 需要协调：{ $text }
report-veiled = 公开稿隐去姓名：{ $names }
report-open-text = 第 { $number } 号问题（{ $title }）没有公开稿
    .hint = 用 duban report set { $number } --public 文字，或 duban report withhold { $number } 说明不公开
report-open-approval = 第 { $number } 号问题不公开，情形、批准人或理由不全
    .hint = 用 duban report withhold { $number } 重新写
report-open-mark = 第 { $number } 号问题的公开稿引用的“{ $name }”不是指标
    .hint = 用 duban report set { $number } --public 改；大括号只是文字的，写成全角｛｝
report-open-figure = 第 { $number } 号问题引用的“{ $name }”写的是 { $quoted }，指标现在是 { $now }
    .hint = 换成现在的数：duban report confirm { $number }；维持原数：再加 --keep
report-open-figure-gone = 第 { $number } 号问题引用的“{ $name }”写的是 { $quoted }，指标已作废
    .hint = 改公开稿，或维持原数：duban report confirm { $number } --keep
report-open-conflict = 第 { $number } 号问题的文稿两处写得不同
    .hint = 用 duban conflict list 查看，duban conflict settle 定下来
report-open-conflict-general = 通报总的部分两处写得不同
    .hint = 用 duban conflict list 查看，duban conflict settle 定下来
report-open-nothing = 没有一个问题可以公布
report-open-more = …… 另有 { $count } 处，见 duban report status
report-not-ready = 通报还不能公布，有 { $count } 处没有办完
    .hint = 见上面各条，或 duban report status
report-same = 与第 { $edition } 版完全相同，不用另出一版
report-published = 已公布第 { $edition } 版，校验码 { $digest }。以后用 duban report verify 核验。
report-publish-dry = 将公布第 { $edition } 版，校验码 { $digest }。
report-unpublished = 还没有公布过
    .hint = 用 duban report publish --approved-by 审定人 公布
report-no-edition = 没有第 { $edition } 版
    .hint = 最新是第 { $newest } 版
report-undo = 公布的通报不能撤销
    .hint = 改好后用 duban report publish 另出一版（最新是第 { $edition } 版）
report-reads-count = 通报里有 { $meant } 个问题，再读回来是 { $found } 个
    .hint = 总的部分不要用“关于……的问题”开头的小标题
report-reads-issue = 第 { $number } 号问题再读回来与台账不一样（第 { $line } 行）
    .hint = 看文稿里有没有“针对‘……’的问题”这样像子问题的话
report-reads-areas = 通报里的方面再读回来与台账不一样
report-status-title = 公开通报
report-status-says = 拟公开 { $published } 项，不公开 { $withheld } 项（子问题分别计）。
report-figures = 引用的指标
report-names = 隐去的姓名
report-name = { $name } → { $shown }（{ $count } 处）
report-open = 公布前要办的
report-open-none = 没有了，可以公布。
report-editions = 已公布
report-withheld-by = { $ground }，{ $name }批准
report-written-by = { $name } { $day } 写
report-newer = 起草后又报了进展
report-state-missing = 缺文稿
report-state-parts = 见子问题
report-state-drafted = 已起草
report-state-written = 已定稿
report-state-withheld = 不公开
report-figure-is-same = 一致
report-figure-is-kept = 维持原数
report-figure-is-changed = 指标已变
report-figure-is-gone = 指标已作废
report-holds = 与公布时一致
report-differs = 文字与公布时一致，按当时的台账重新汇总却不同
report-changed = 与公布时不符
report-changes = 最新一版公布以后
report-no-changes = 公布以后没有变化。
report-change-title = 标题
report-change-opening = 开头
report-change-organisation = 组织情况
report-change-next_steps = 下一步安排
report-change-contact = 联系方式
report-change-issuer = 发文单位
report-change-text = 文稿
report-change-stage = 整改状态
report-change-new = 新增
report-change-gone = 不再公开
report-change-figure = 指标
report-change-progress = 又报了进展
head-report-state = 情况
head-quoted = 文中
head-now = 现在
head-published_on = 公布日期
head-approved_by = 审定
head-verdict = 核验
head-change = 变化
head-published = 公布时
