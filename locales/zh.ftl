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
