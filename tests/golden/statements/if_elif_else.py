# Exactly one branch of an if chain runs, chosen by truth, and later conditions stay unevaluated.
def say(name, value):
    print("test", name)
    return value
for a, b in [(1, 1), (0, 1), (0, 0), ("", []), ([0], None)]:
    if say("a", a):
        print("first")
    elif say("b", b):
        print("second")
    else:
        print("third")
if not (a and b) or a: print("one line")
