# A global declaration after its name was used.
def f():
    print(total)
    global total
