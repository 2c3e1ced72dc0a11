# := binds in the enclosing function, even from inside a comprehension, and in no inner scope.
if (n := len("abc")) > 2: print(n)
print([last := i for i in range(4)], last)
def f():
    total = 0
    vals = [total := total + v for v in range(5)]
    any((hit := v) > 5 for v in vals)
    return vals, total, hit
print(f())
def g():
    global made
    [made := i for i in "ab"]
g(); print(made)
print((y := 1, y + 1), y)
while (n := n - 1) > 0: print("n", n)
print((lambda: (z := 4) + z)(), "z" in globals())
def h():
    v = 0
    def inner():
        nonlocal v
        [[v := j for j in range(3)] for _ in range(2)]
    inner()
    return v
print(h())
