# Recursion: direct, mutual, through lambdas, methods, decorators, generators and default arguments.
import functools
fact = lambda n: 1 if n < 2 else n * fact(n - 1)
Y = lambda f: (lambda x: x(x))(lambda x: f(lambda *a: x(x)(*a)))
fib = Y(lambda self: lambda n: n if n < 2 else self(n - 1) + self(n - 2))
def ack(m, n): return n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))
def hanoi(n, a="A", b="B", c="C"):
    if n: yield from hanoi(n - 1, a, c, b); yield a + c; yield from hanoi(n - 1, b, a, c)
@functools.cache
def ways(n, coins=(50, 20, 10, 5, 2, 1)): return 1 if n == 0 else 0 if n < 0 or not coins else ways(n - coins[0], coins) + ways(n, coins[1:])
def perms(s): return [c + p for i, c in enumerate(s) for p in perms(s[:i] + s[i + 1:])] if s else [""]
def collatz(n, steps=0): return steps if n == 1 else collatz(3 * n + 1 if n % 2 else n // 2, steps + 1)
print(fact(20), fib(15), ack(2, 3), " ".join(hanoi(3)), ways(100), perms("abc"), collatz(27))
print((lambda f, n: f(f, n))(lambda f, n: n and n + f(f, n - 1), 10))
