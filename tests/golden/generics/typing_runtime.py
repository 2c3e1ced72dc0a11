# Common typing tools at run time.
from typing import *
import typing
class P(Protocol):
    def go(self) -> int: ...
@runtime_checkable
class Q(Protocol):
    x: int
    def go(self): ...
class Impl:
    x = 1
    def go(self): return 1
print(isinstance(Impl(), Q), isinstance(5, Q))
try: isinstance(Impl(), P)
except TypeError as e: print(e)
try: P()
except TypeError as e: print(e)
class N(NamedTuple):
    a: int
    b: str = "d"
n = N(1); print(n, n._asdict(), n._replace(a=5), N._fields, N._field_defaults, n == (1, "d"), N.__annotations__)
class TD(TypedDict, total=False): k: int; r: Required[str]
print(TD(k=1), TD.__required_keys__, TD.__optional_keys__, TD.__total__)
UserId = NewType("UserId", int); print(UserId(5), UserId.__name__, cast(int, "x"))
print(get_type_hints(lambda: 0), get_origin(list[int]), get_args(dict[int, str]), Literal[1, "a"])
print(Callable[[int], str], Optional[int], Annotated[int, "m"].__metadata__, ClassVar[int], Final[int])
print(Generic)
T = TypeVar("T", bound=int)
class G(Generic[T]): pass
print(G[int], G[T], G.__parameters__, T)
@overload
def f(x: int) -> int: ...
def f(x): return x
print(f(1), len(get_overloads(f)), final(Impl) is Impl, no_type_check(f) is f, TYPE_CHECKING, assert_type(1, int))
try: assert_never(5)
except AssertionError as e: print(e)
