# break and continue leave through finally blocks.
for i in range(4):
    try:
        if i == 1: continue
        if i == 3: break
        print("body", i)
    finally:
        print("fin", i)
else: print("never")
n = 0
while True:
    try:
        n += 1
        try:
            if n < 3: continue
            break
        finally: print("inner", n)
    finally: print("outer", n)
print("done", n)
