from c import x
y = 2
