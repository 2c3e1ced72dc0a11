# What counts as a sequence: collections.abc.Sequence and its kin, but not str, bytes, bytearray.
from collections import deque, UserList
from collections.abc import Sequence
import array
class S(Sequence):
    def __getitem__(s, i): return [1, 2][i]
    def __len__(s): return 2
class Not:
    def __getitem__(s, i): return [1, 2][i]
    def __len__(s): return 2
class L(list): pass
class R: pass
for x in (
    [1, 2], (1, 2), deque([1, 2]), UserList([1, 2]), S(), L([1, 2]), array.array("b", [1, 2]), range(1, 3),
    memoryview(b"ab"), Not(), "12", b"12", bytearray(b"12"), {1, 2}, {1: 1, 2: 2},
):
    match x:
        case [a, b]: print(type(x).__name__, a, b)
        case _: print(type(x).__name__, "no")
