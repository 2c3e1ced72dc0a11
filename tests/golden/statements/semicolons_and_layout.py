# Several statements on a line, line joining by brackets and backslash, blank and comment lines.
a = 1; b = 2; print(a, b);
c = (a +
     # a comment inside brackets

     b)
d = a + \
    b
if a: print("x"); print("y")
def f(): x = 1; return x
print(c, d, f())
