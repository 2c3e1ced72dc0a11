# A function's view of a global follows rebinding, deletion and shadowing of a builtin.
v = 1
def f(): return v, len("abc")
seen = []
for i in range(30):
    if i == 10: v = 2
    if i == 15: globals()["v"] = 3
    if i == 20: len = lambda x: "mine"
    if i == 25: del len
    seen.append(f())
print(seen[::5], seen[-1])
del v
try: f()
except NameError as e: print(e)
v = 9; print(f())
