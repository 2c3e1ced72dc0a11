# A variable shared with an inner function can be deleted and bound again; both sides see it.
def outer():
    x = 1
    def get(): return x
    print(get())
    del x
    try: get()
    except NameError as e: print(type(e).__name__, e)
    try: print(x)
    except UnboundLocalError as e: print(type(e).__name__, e)
    x = 2
    print(get())
outer()
