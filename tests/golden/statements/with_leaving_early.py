# return, break and continue inside with call __exit__ without an exception.
class CM:
    def __enter__(s): return s
    def __exit__(s, *a): print("exit", a); return True
def f():
    with CM(): return "returned"
print(f())
for i in range(3):
    with CM():
        if i == 0: continue
        if i == 1: break
print("i", i)
def g():
    for i in range(2):
        with CM(), CM():
            yield i
print(list(g()))
