# The else of a while loop runs when the condition turns false, not after break.
n = 3
while n:
    print(n)
    n -= 1
else:
    print("else", n)
while True:
    n += 1
    if n == 2:
        continue
    if n > 3:
        break
    print("odd", n)
else:
    print("never")
print("end", n)
while False:
    print("never")
else:
    print("at once")
