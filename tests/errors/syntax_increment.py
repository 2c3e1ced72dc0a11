# There is no ++ operator after a name.
x = 1
x++
