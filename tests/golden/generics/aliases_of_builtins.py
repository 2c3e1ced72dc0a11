# list[int] and friends: attributes, calls, equality, unions.
a = list[int]
print(a, a.__origin__, a.__args__, a.__parameters__, a([1, 2]), a == list[int], hash(a) == hash(list[int]))
print(dict[str, list[int]], tuple[int, ...], tuple[()], type[int], a.append, a.__class__, isinstance(a, type))
print(set[frozenset[str]], a | None, a | int, int | str, int | None, (int | str).__args__)
print(int | str == str | int, int | int, isinstance(1, int | str), type(int | str).__name__)
from typing import TypeVar, Union, Optional, Any
T = TypeVar("T")
print(list[T], list[T][int], dict[T, list[T]][str], list[T].__parameters__, Union[int, str], Optional[int])
print(Union[int, None] == Optional[int], list[Any])
for f in (
    lambda: isinstance([], list[int]), lambda: issubclass(list, list[int]), lambda: list[int][str],
    lambda: int | 5, lambda: list[int]["x"], lambda: dict[T, int][int, str], lambda: int[str],
    lambda: isinstance(1, int | list[int]), lambda: setattr(a, "x", 1),
):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class S(list[int]): pass
print(S([1]), S.__orig_bases__, [*list[int]] if hasattr(list[int], "__iter__") else "")
print(list[int].__mro_entries__(()), copy := __import__("copy").copy(a) == a)
