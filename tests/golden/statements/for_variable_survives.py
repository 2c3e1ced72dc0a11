# The loop variable keeps its last value, and is unbound if the loop never ran.
for i in range(3): pass
print(i)
for j in (): pass
try:
    j
except NameError as e:
    print(e)
def f():
    for k in (): pass
    return k
try:
    f()
except UnboundLocalError as e:
    print(e)
