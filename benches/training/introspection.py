# Trains printing and introspection: print, repr, isinstance, getattr, copy, pickle, pprint, traceback, exec, ast, tokenize, inspect, typing.
import ast
import collections.abc
import copy
import dis
import inspect
import io
import keyword
import pickle
import pprint
import reprlib
import sys
import tokenize
import traceback
import types
import typing
import weakref
from dataclasses import asdict, dataclass, field, fields
from enum import Enum
from typing import Any, Callable, Generic, Optional, Protocol, TypeVar
from zlib import crc32

T = TypeVar("T")
SOURCE = '''
import math

class Counter:
    """Counts."""
    def __init__(self, start: int = 0, *, step=1):
        self.value = start + step

    async def up(self, *names, **options):
        async with self as other:
            return [n for n in names if n not in options] or {**options}

def area(r, /, unit="m"):
    global count
    count = x = yield r
    try:
        return f"{math.pi * r ** 2:.2f} {unit!r}" if r > 0 else lambda a: -a
    except (ValueError, TypeError) as error:
        raise RuntimeError("bad") from error
    finally:
        del x
    match r:
        case [1, *_] | {"k": int(v)}:
            pass
'''


class Stack(Generic[T]):
    def __init__(self, items: Optional[list[T]] = None) -> None:
        self.items: list[T] = items or []

    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self

    def __copy__(self):
        return Stack(self.items[:])

    def __repr__(self) -> str:
        return f"Stack({self.items!r})"


@typing.runtime_checkable
class Sized(Protocol):
    def push(self, item: Any) -> Any: ...


class Mood(Enum):
    GOOD = "good"
    BAD = "bad"


@dataclass
class Person:
    name: str
    age: int = 0
    mood: Mood = Mood.GOOD
    friends: list["Person"] = field(default_factory=list, repr=False)


class Plain:
    kind = "plain"

    def __init__(self, **attributes):
        self.__dict__.update(attributes)

    def method(self, a: int, b: str = "x", *rest, c=None) -> bool:
        """Does nothing. Much."""
        return bool(rest)

    def __getstate__(self):
        return {key: value for key, value in vars(self).items() if key != "hidden"}


def printing(n):
    out = io.StringIO()
    print("a", n, 2.5, None, [1, "x"], sep=", ", end=";\n", file=out)
    print(*range(5), file=out)
    print("%s and %r" % ("s", "r"), f"{n!s:>5}|{'x'!r:^7}|{[n]}", {"k": (1,)}, file=out, flush=True)
    print(file=out)
    old, sys.stdout = sys.stdout, out
    try:
        for i in range(5):
            print("line", i, end=" " if i < 4 else "\n")
        pprint.pprint({"list": list(range(30)), "nested": {"a": ["x" * 20] * 4, "b": (n, None)}}, width=50)
    finally:
        sys.stdout = old
    return out.getvalue()


def showing(n):
    cycle = [n]
    cycle.append(cycle)
    values = [n, -2.5, 1e100, "quo'te", 'dou"ble', "both'\"", "tab\t\x00é\u200b", b"by\xfftes", None, True, ..., (n,), (), [], {}, set(), {1}, frozenset("a"), range(n), slice(1, n), 3 + 2j]
    values += [cycle, {"k": [1, {"d": (2,)}]}, Mood.GOOD, Person("ada", n), int, len, Stack, ValueError("v", n), bytearray(b"x"), types.SimpleNamespace(a=n), {1: 2}.keys(), {1: 2}.items()]
    return [repr(value) for value in values], [str(value) for value in values[:24]], [ascii(value) for value in values[3:7]], reprlib.repr(list(range(50))), format(n, ">6"), [f"{value!r:.12}" for value in values[:4]]


def looking(n):
    person, plain = Person("bob", n), Plain(x=1, hidden=n)
    things = [1, True, 2.0, "s", b"b", None, [], (), {}, set(), person, Mood, len, lambda: 0, plain.method, (i for i in ()), Stack([n]), range(2), iter([])]
    kinds = [collections.abc.Hashable, collections.abc.Iterable, collections.abc.Sequence, collections.abc.Mapping, (int, str), Callable, Sized, int | None]
    table = ["".join(str(int(isinstance(thing, kind))) for kind in kinds) for thing in things]
    setattr(plain, f"y{n % 3}", 5)
    delattr(plain, "x")
    found = [getattr(plain, name, "none") for name in ("x", "y0", "y1", "kind")], hasattr(plain, "kind"), hasattr(person, "nope"), sorted(vars(plain)), "method" in dir(plain), callable(plain.method)
    made = type("Made", (Plain,), {"kind": "made", "double": lambda self: self.n * 2})(n=n)
    names = [type(thing).__name__ for thing in things], made.double(), type(made).__mro__[1] is Plain, issubclass(type(made), Plain), issubclass(bool, int), made.__class__.__name__
    signature = inspect.signature(Plain.method)
    parts = [(p.name, p.kind.name, p.default is p.empty) for p in signature.parameters.values()], str(signature), inspect.getdoc(plain.method), inspect.isfunction(looking), inspect.isclass(Stack), inspect.isgenerator(things[15])
    hints = typing.get_type_hints(Person)["age"], typing.get_origin(list[int]), typing.get_args(dict[str, int]), str(Optional[int] == (int | None)), Stack[int].__args__, [f.name for f in fields(Person)]
    code = looking.__code__
    reference = weakref.ref(person)
    return table, found, names, parts, hints, code.co_argcount, code.co_name, code.co_varnames[:2], reference() is person, id(person) == id(reference()), asdict(person), Plain.method.__annotations__, Plain.method.__defaults__, len(list(dis.get_instructions(as_nothing))) > 0


def as_nothing():
    return None


def copying(n):
    ada, bob = Person("ada", n), Person("bob", 3, Mood.BAD)
    ada.friends.append(bob)
    bob.friends.append(ada)
    shallow, deep = copy.copy(ada), copy.deepcopy(ada)
    bob.age += 1
    nested = {"a": [1, [2, {3}]], "t": (n, [ada.name]), "s": Stack([1, [n]])}
    twin, stack = copy.deepcopy(nested), copy.copy(nested["s"]).push("new")
    nested["a"][1].append("changed")
    data = [n, 2.5, "é", b"b", None, True, 2**70, (1, (2,)), {"k": {1, 2}}, frozenset({3}), Mood.GOOD, Plain(a=1, hidden=2), ada, range(3), len, Stack, 1 + 2j, bytearray(b"x")]
    back = [pickle.loads(pickle.dumps(data, protocol)) for protocol in (2, 4, pickle.HIGHEST_PROTOCOL)]
    loaded = back[-1]
    changed = copy.replace(ada, age=-1) if hasattr(copy, "replace") else Person("ada", -1)
    return shallow.friends[0] is bob, deep.friends[0].age, deep.friends[0].friends[0] is deep, twin, stack, vars(loaded[11]), loaded[12].friends[0].friends[0] is loaded[12], [b[:10] for b in back], loaded[14] is len, loaded[10] is Mood.GOOD, changed, repr(loaded[13:])


def compiling(n):
    tree = ast.parse(SOURCE)
    counts = {}
    for node in ast.walk(tree):
        counts[type(node).__name__] = counts.get(type(node).__name__, 0) + 1

    class Double(ast.NodeTransformer):
        def visit_Constant(self, node):
            return ast.copy_location(ast.Constant(node.value * 2), node) if isinstance(node.value, int) else node

    changed = ast.fix_missing_locations(Double().visit(ast.parse(f"result = [{n} + i for i in range(3)]")))
    names = {"base": n}
    exec(compile(changed, "<changed>", "exec"), names)
    exec("def f(x):\n    return x * base + len(y)\ny = [1, 2]\nz = f(3)", names)
    values = eval("z + base", names), eval("[x for x in range(n) if x % 7 == 0]", {"n": n}), eval(compile("1 + 2 * 3", "<e>", "eval")), ast.literal_eval("{'a': [1, 2.5, None, (True,)], 'b': -3}")
    errors = []
    for source in ("x = ", "def f(:\n  pass", "a b", "  indented", "(1", "'open", "return 1", "f'{x'"):
        try:
            compile(source, "<bad>", "exec")
        except SyntaxError as error:
            errors.append((type(error).__name__, error.lineno))
    kinds = [tokenize.tok_name[token.type][:2] + str(token.start[1]) for token in tokenize.generate_tokens(io.StringIO(SOURCE.partition("def area")[0]).readline)]
    return sorted(counts.items()), names["result"], values, errors, len(kinds), kinds[:20], ast.unparse(tree)[:200], ast.dump(tree.body[0]), keyword.iskeyword("match"), sorted(names)[1:]


def tracing(n):
    def inner(k):
        if k == 0:
            return {}[f"key {n}"]
        return inner(k - 1)

    try:
        try:
            inner(3)
        except KeyError as error:
            raise ValueError("outer") from error
    except ValueError as error:
        text = traceback.format_exc()
        frames = [(frame.name, frame.line) for frame in traceback.extract_tb(error.__cause__.__traceback__)]
        last = traceback.format_exception_only(error)[-1]
        depth, trace = 0, error.__traceback__
        while trace:
            depth, trace = depth + 1, trace.tb_next
    lines = [line.strip() for line in text.splitlines() if not line.strip().startswith(("File", "^", "~", "[")) and "^" not in line]
    return lines, frames, last, depth, sys._getframe().f_code.co_name, sorted(locals())[:4], "main" in globals(), sys.version_info >= (3, 12), sys.getrecursionlimit() > 100


def main():
    checksum = 0
    for n in range(40):
        results = [printing(n), showing(n), looking(n), copying(n), compiling(n), tracing(n)]
        checksum = crc32(repr([str(result).partition(" at 0x")[0] for result in results]).encode(), checksum)
    print("introspection", checksum)


if __name__ == "__main__":
    main()
