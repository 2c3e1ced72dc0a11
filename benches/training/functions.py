# Trains functions: argument passing in every form, closures, decorators, recursion, and functools.
import functools
import operator
from contextlib import contextmanager
from zlib import crc32


def plain(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, sorted(kwargs.items())


def positional(a, b, /, c, *, d="d"):
    return f"{a}{b}{c}{d}"


def forward(f, *args, **kwargs):
    return f(*args, **kwargs)


def calls(n):
    options, triple = {"c": n, "e": 5}, (1, 2, 3)
    out = [plain(1, c=3), plain(1, 2, 3, 4, c=5, z=6), plain(*triple, **options), plain(a=n, c=1), plain(*"ab", *[n], c=0, **{"q": 1})]
    out += [positional(1, 2, 3), positional(1, 2, c=n, d=""), forward(positional, *triple, d=n), forward(forward, plain, 1, c=n)]
    for bad in (lambda: plain(1), lambda: positional(1, b=2, c=3), lambda: positional(1, 2, 3, e=4), lambda: plain(1, a=1, c=1)):
        try:
            bad()
        except TypeError as error:
            out.append(str(error))
    return out


def counter(start=0):
    count = start

    def increment(by=1):
        nonlocal count
        count += by
        return count

    def reset():
        nonlocal count
        count = start

    return increment, reset


def compose(*functions):
    return functools.reduce(lambda f, g: lambda x: g(f(x)), functions, lambda x: x)


def curry(f, arity):
    return f if arity < 2 else lambda x: curry(functools.partial(f, x), arity - 1)


def logged(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return f(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


def repeated(times, *, combine=sum):
    def decorate(f):
        @functools.wraps(f)
        def wrapper(*args):
            return combine(f(*args) for _ in range(times))

        return wrapper

    return decorate


class Memo:
    def __init__(self, f):
        self.f, self.known = f, {}
        functools.update_wrapper(self, f)

    def __call__(self, *args):
        if args not in self.known:
            self.known[args] = self.f(*args)
        return self.known[args]


@logged
@repeated(3, combine=max)
def area(width, height):
    """The area of a rectangle."""
    return width * height


@Memo
def ways(total, coins):
    if total == 0:
        return 1
    if total < 0 or not coins:
        return 0
    return ways(total - coins[0], coins) + ways(total, coins[1:])


@functools.lru_cache(maxsize=64)
def collatz(n):
    return 1 if n == 1 else 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)


@functools.cache
def binomial(n, k):
    return 1 if k in (0, n) else binomial(n - 1, k - 1) + binomial(n - 1, k)


def ackermann(m, n):
    if m == 0:
        return n + 1
    return ackermann(m - 1, 1) if n == 0 else ackermann(m - 1, ackermann(m, n - 1))


def hanoi(n, source="a", target="c", spare="b"):
    return 0 if n == 0 else hanoi(n - 1, source, spare, target) + 1 + hanoi(n - 1, spare, target, source)


@functools.singledispatch
def describe(value):
    return f"?{value}"


@describe.register
def _(value: int):
    return f"int {value}"


@describe.register(list)
@describe.register(tuple)
def _(value):
    return "[" + " ".join(describe(item) for item in value) + "]"


@describe.register
def _(value: str):
    return repr(value)


class Account:
    rate = 0.5

    def __init__(self, owner):
        self.owner, self.balance = owner, 0

    def deposit(self, amount, *, fee=0):
        self.balance += amount - fee
        return self

    def interest(self, years=1):
        return self.balance * self.rate * years

    @functools.singledispatchmethod
    def note(self, value):
        return "object"

    @note.register
    def _(self, value: int):
        return f"int {value}"

    double = functools.partialmethod(interest, years=2)


def methods(n):
    account = Account("ada").deposit(n).deposit(10, fee=1)
    bound, unbound = account.deposit, Account.interest
    bound(5)
    get = operator.attrgetter("owner", "balance")
    return get(account), unbound(account, 3), account.double(), account.note(n), account.note("x"), operator.methodcaller("interest", years=4)(account)


def higher(n):
    add = curry(lambda a, b, c: a + b * c, 3)
    base2 = functools.partial(int, base=2)
    pipeline = compose(str, len, lambda x: x * n, abs, float)
    adders = [lambda x, i=i: x + i for i in range(4)]
    late = [lambda: i for i in range(3)]
    up, reset = counter(n)
    counted = [up(), up(5), reset(), up()]
    table = {"+": operator.add, "-": operator.sub, "*": operator.mul, "min": min, "neg": lambda a, _: -a}
    order = sorted([3, -1, 2], key=functools.cmp_to_key(lambda a, b: (b > a) - (b < a)))
    return add(1)(2)(n), base2("1011"), pipeline(n * 100), [f(n) for f in adders], [f() for f in late], counted, [f(n, 3) for f in table.values()], order


def main():
    checksum = 0
    for n in range(3800):
        results = [calls(n), methods(n), higher(n), area(n, 3), area.__name__, area.__doc__, area.calls, hanoi(3), ackermann(1, n % 7)]
        results += [ways(30 + n % 10, (10, 5, 2, 1)), collatz(n + 1), binomial(12 + n % 9, 5), describe([n, "s", (1.5, [n])]), ways.__name__]
        checksum = crc32(repr(results).encode(), checksum)
    print("functions", checksum, area.calls, len(ways.known), collatz.cache_info().hits)


if __name__ == "__main__":
    main()
