# A failing assert shows its marked condition.
def check(x):
    assert x > 0 and x < 10, f"bad {x}"
    return x
check(5) + check(50)
