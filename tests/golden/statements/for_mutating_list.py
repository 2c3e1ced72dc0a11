# A for loop over a list asks for the next index each time, so changes during the loop are seen.
a = [1, 2, 3]
for x in a:
    print(x, a)
    if len(a) < 6:
        a.append(x * 10)
b = [1, 2, 3, 4]
for x in b:
    b.remove(x)
print(b)
