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
