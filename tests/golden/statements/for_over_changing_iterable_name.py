# The iterable is evaluated once; rebinding its name inside the loop changes nothing.
xs = [1, 2]
for x in xs:
    xs = "other"
    print(x)
print(xs)
def it():
    print("made")
    return iter([1, 2])
for y in it(): print(y)
