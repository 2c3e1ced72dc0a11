# An unparenthesized walrus.
x := 5
