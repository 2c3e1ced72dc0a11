# A comprehension's variables do not leak and do not disturb outer ones of the same name.
x = "outer"
print([x for x in range(3)], x)
print([x for x in x], x)
def f(x):
    r = [x for x in range(x)]
    s = {x: x for x in "ab"}
    return r, s, x
print(f(2))
try:
    [hidden for hidden in range(2)]
    hidden
except NameError as e: print(e)
def g():
    [v for v in range(3)]
    try: return v
    except NameError as e: return str(e)
print(g())
def h():
    x = 5
    try: [1 / 0 for x in range(3)]
    except ZeroDivisionError: return x
print(h())
