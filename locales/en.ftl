# duban: the words of the program in English. One message per key; the same keys stand in zh.ftl.
