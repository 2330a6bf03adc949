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
