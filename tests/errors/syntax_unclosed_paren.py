# An unclosed parenthesis is reported where it was opened.
x = (1 +
     2
y = 3
