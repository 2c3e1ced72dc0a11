# A return in try runs finally first; a return in finally wins.
def a():
    try: return "try"
    finally: print("finally a")
def c():
    x = 1
    try: return x
    finally: x = 2
def d():
    for i in range(3):
        try: return i
        finally: print("fin", i)
def e():
    try:
        try: return print("inner") or "value"
        finally: print("f1")
    finally: print("f2")
print(a(), c(), d(), e())
exec("def b():\n  try: return 'try'\n  finally: return 'finally'\ndef s():\n  try: 1/0\n  finally: return 'swallowed'\nprint(b(), s())")
