# @ calls __matmul__, __rmatmul__ and __imatmul__.
class M:
    def __matmul__(s, o): return f"mul {o}"
    def __rmatmul__(s, o): return f"rmul {o}"
m = M()
print(m @ 1, 2 @ m)
m @= 3
print(m)
try: 1 @ 2
except TypeError as e: print(e)
x = 1
try: x @= 2
except TypeError as e: print(e)
