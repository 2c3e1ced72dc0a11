def make():
    total = 0
    def step(by):
        nonlocal total
        total += by
    return step

step = make()
n = range(1000)
# ---
for i in n:
    step(i)
