# A generator and a call go on in the code they began with, though their function has got another and nobody else holds it.
import gc
import warnings


def make(source):
    namespace = {}
    exec(source, namespace)
    return namespace["g"]


def other():
    x = y = z = 5
    while True:
        yield [x, y, z, "abcdef" * 3]


g = make("def g():\n a = [1, 'x' * 3]\n yield a\n b = [3, 'y' * 3]\n yield b\n yield 'end'\n")
it = g()
print(next(it))
g.__code__ = other.__code__
gc.collect()
junk = [make(f"def g():\n yield {i}, 'junk'\n") for i in range(200)]
print(next(it), next(it), it.__name__, it.__qualname__, it.gi_code.co_name)
print(next(g()), g().__name__, g().gi_code.co_name)

run = make(
    "import gc\n"
    "def g(other):\n"
    "  g.__code__ = other\n"
    "  gc.collect()\n"
    "  rows = [[i, 'kept'] for i in range(3)]\n"
    "  return rows, 'as it began'\n"
)
print(run((lambda other: "after").__code__))
print(run(0))


def plain():
    pass


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    plain.__code__ = other.__code__
for warning in caught:
    print(warning.category.__name__, warning.message)

# Names that differ from the code's are the generator's own.
it = other()
it.__name__ = "renamed"
print(it.__name__, it.__qualname__, other().__name__)
other.__qualname__ = "of.function"
print(other().__qualname__, it.__qualname__)
try:
    it.__name__ = 1
except TypeError as error:
    print(error)
