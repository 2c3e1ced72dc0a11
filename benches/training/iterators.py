# Trains generators and iterators: generator expressions, yield from, send, throw, close, own iterators, itertools.
import itertools as it
import operator
from zlib import crc32


def countdown(n):
    while n > 0:
        yield n
        n -= 1
    return "done"


def tree(depth, label="r"):
    yield label
    if depth:
        for side in "lr":
            yield from tree(depth - 1, label + side)


def flatten(nested):
    for item in nested:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


def averager():
    total, count, average = 0.0, 0, None
    while True:
        try:
            value = yield average
        except ValueError:
            total, count = 0.0, 0
            continue
        if value is None:
            return round(average or 0, 3)
        total += value
        count += 1
        average = total / count


def delegating(out):
    while True:
        result = yield from averager()
        out.append(result)


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def closing(log):
    try:
        for i in it.count():
            yield i
    except GeneratorExit:
        log.append("closed")
    finally:
        log.append("finally")


class Span:
    def __init__(self, start, stop, step=1):
        self.start, self.stop, self.step = start, stop, step

    def __iter__(self):
        return SpanIterator(self)

    def __reversed__(self):
        return (self.stop - 1 - i for i in range(0, self.stop - self.start, self.step))


class SpanIterator:
    def __init__(self, span):
        self.span, self.at = span, span.start

    def __iter__(self):
        return self

    def __next__(self):
        if self.at >= self.span.stop:
            raise StopIteration
        value = self.at
        self.at += self.span.step
        return value


class Squares:
    def __getitem__(self, i):
        if i > 6:
            raise IndexError(i)
        return i * i


def log_lines(n):
    for i in range(n, n + 30):
        yield f"{('INFO', 'WARN', 'ERROR')[i * 7 % 3]} module{i % 4} took {i * 13 % 90} ms"


def pipeline(n):
    fields = (line.split() for line in log_lines(n))
    slow = ((level, module, int(took)) for level, module, _, took, _ in fields if int(took) > 20)
    by_module = sorted(slow, key=operator.itemgetter(1, 2))
    return {module: sum(took for _, _, took in rows) for module, rows in it.groupby(by_module, key=operator.itemgetter(1))}


def own(n):
    log, out = [], []
    average = averager()
    next(average)
    sent = [average.send(value) for value in (n, 4, 9.5)]
    average.throw(ValueError)
    sent.append(average.send(2))
    try:
        average.send(None)
    except StopIteration as stop:
        sent.append(stop.value)
    delegate = delegating(out)
    delegate.send(None)
    for value in (1, 2, None, n, None):
        delegate.send(value)
    delegate.close()
    counter = closing(log)
    taken = [next(counter) for _ in range(3)]
    counter.close()
    span = Span(0, 20, 3)
    first, *rest = span
    a, b, *_ = fibonacci_slice = list(it.islice(fibonacci(), n % 5, 15))
    it_two = iter(span)
    pairs = list(zip(it_two, it_two))
    return sent, out, log, taken, first, rest, list(reversed(span)), sum(span), 9 in span, list(Squares()), a + b, fibonacci_slice[-1], pairs, next(iter(()), "empty"), next(counter, "over")


def combining(n):
    letters, numbers = "abcd", range(n % 5, n % 5 + 6)
    return [
        list(it.chain(letters, numbers, [None])),
        list(it.chain.from_iterable([[1], (2, 3), "xy"])),
        ["".join(p) for p in it.permutations(letters, 2)],
        [sum(c) for c in it.combinations(numbers, 3)],
        list(it.combinations_with_replacement("ab", 3)),
        [x * y for x, y in it.product(numbers, repeat=2)][-4:],
        list(it.product("ab", [1, 2]))[1],
        list(it.accumulate(numbers)),
        list(it.accumulate(numbers, operator.mul, initial=1)),
        list(it.accumulate([3, 1, 4, 1, 5], max)),
        list(it.takewhile(lambda x: x < 7, numbers)),
        list(it.dropwhile(lambda x: x < 3, numbers)),
        list(it.filterfalse(lambda x: x % 2, numbers)),
        list(it.compress(letters, [1, 0, n % 2, 1])),
        list(it.starmap(pow, [(2, 3), (3, 2), (10, n % 4)])),
        list(it.zip_longest(letters, [1, 2], fillvalue="-")),
        list(it.pairwise(numbers)),
        [list(batch) for batch in it.batched(letters * 2, 3)],
        list(it.islice(it.cycle(letters), 2, 11, 2)),
        list(it.islice(it.count(n, 3), 4)),
        list(it.repeat("x", 3)),
        [(key, len(list(group))) for key, group in it.groupby("aaabccdaa")],
        [list(copy) for copy in it.tee(iter(letters), 2)],
        list(map(operator.add, numbers, it.count(10))),
        list(zip(letters, numbers, strict=False)),
    ]


def expressions(n):
    matrix = [[i * j for j in range(5)] for i in range(5)]
    return [
        sum(x for row in matrix for x in row if x % 2),
        max((len(label), label) for label in tree(3)),
        ",".join(label for label in tree(2) if label.endswith("l")),
        list(flatten([1, [2, (3, [n, "five"]), []], ((6,),)])),
        dict((k, v) for v, k in enumerate("abc")),
        {x % 4 for x in countdown(n % 20)} == set(range(4)),
        any(x == 3 for x in countdown(5)), all(x > 0 for x in countdown(5)), 2 in (x for x in (1, 2, 3)),
        [y for x in range(6) if (y := x * x) % 2 == 0],
        tuple(i for i, row in enumerate(matrix) if sum(row) > 20),
        sorted((x for x in countdown(6)), key=lambda x: (x % 3, x)),
        [*countdown(3), *range(2)], list(map(str, filter(None, [0, 1, "", "a"]))),
    ]


def main():
    checksum = 0
    for n in range(2000):
        results = [pipeline(n), own(n), combining(n), expressions(n)]
        checksum = crc32(repr(results).encode(), checksum)
    print("iterators", checksum)


if __name__ == "__main__":
    main()
