# Something after a backslash.
x = 1 + \ 2
