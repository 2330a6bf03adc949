# 督办: the words of the program in Chinese. One message per key; the same keys stand in en.ftl.
