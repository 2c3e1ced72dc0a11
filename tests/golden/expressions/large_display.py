# Displays and calls with hundreds of elements keep all of them in order.
src = "[" + ",".join(map(str, range(700))) + "]"
l = eval(src); print(len(l), l[0], l[699], sum(l))
d = eval("{" + ",".join(f"{i}: {i}*2" for i in range(700)) + "}"); print(len(d), d[699], list(d)[:3])
def f(*a): return len(a), a[-1]
print(eval("f(" + ",".join(map(str, range(400))) + ")"))
def g(**k): return len(k), list(k)[-1]
print(eval("g(" + ",".join(f"k{i}={i}" for i in range(400)) + ")"))
t = eval("(" + ",".join(f"x{i}" for i in range(400)) + ")", {f"x{i}": i for i in range(400)}); print(len(t), t[-1])
