# An operand already read keeps its value when a later part rebinds the name.
x = 1
print(x + (x := 5), x)
print(x, (x := 6), x)
def f():
    y = 1
    r = y + (y := 10) + y
    l = [y, (y := 3), y]
    t = (y, y := 4)
    return r, l, t, y
print(f())
def g(a, b):
    return (a, (a := b), a, (b := 0), a < (a := 7) < b, {a: (a := 9)}, a)
print(g(1, 2))
def h():
    a = [1]
    return a + (a := [2]) + a, a[0] * (a := [5])[0]
print(h())
