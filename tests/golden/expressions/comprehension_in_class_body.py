# In a class body only a comprehension's first iterable sees the class's names.
n = 2
class C:
    n = 3
    a = [i for i in range(n)]
    b = [n for _ in range(2)]
    try: c = [x + y for x in a for y in a]
    except NameError as e: print(e)

    def m(self): return [__class__.__name__ for _ in "x"]
print(C.a, C.b, C().m())
