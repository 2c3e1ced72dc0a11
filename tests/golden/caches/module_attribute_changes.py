# Attributes of a module read in a loop follow assignment and deletion.
import types, math
m = types.ModuleType("m"); m.x = 1
def get(): return m.x
out = []
for i in range(30):
    if i == 10: m.x = 2
    if i == 20: m.__dict__["x"] = 3
    out.append(get())
print(out[::5]); del m.x
try: get()
except AttributeError as e: print(e)
m.__getattr__ = lambda n: "dynamic"; print(get()); m.x = 4; print(get())
def pi(): return math.pi
for _ in range(10): pi()
old, math.pi = math.pi, 3; print(pi()); math.pi = old; print(pi() == old)
