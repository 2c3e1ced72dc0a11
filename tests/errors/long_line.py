# A long source line is shown whole, stripped of its indentation.
def f(**k):
    if k:
        return {"alpha": 1, "beta": 2, "gamma": 3, "delta": 4, "epsilon": 5}[k["name"]] + sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
f(name="omega")
