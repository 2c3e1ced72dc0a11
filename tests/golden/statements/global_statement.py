# global makes a name in a function, or a class body, mean the module's variable.
n = 0
def bump():
    global n, made
    n += 1
    made = "here"
bump(); bump()
print(n, made)
class C:
    global in_class
    in_class = 5
    own = 6
print(in_class, hasattr(C, "in_class"), C.own)
def drop():
    global n
    del n
drop()
try: n
except NameError as e: print(e)
