# Replaces CPython's: the instructions of this machine, which has registers and no stack.
"""
opcode module - the instructions of the interpreter, by name and number.
"""

__all__ = ["cmp_op", "stack_effect", "hascompare", "opname", "opmap",
           "HAVE_ARGUMENT", "EXTENDED_ARG", "hasarg", "hasconst", "hasname",
           "hasjump", "hasjrel", "hasjabs", "hasfree", "haslocal", "hasexc"]

import _opcode
from _opcode import stack_effect

opmap = _opcode._names()
opname = [f"<{number}>" for number in range(256)]
for _name, _number in opmap.items():
    opname[_number] = _name

# Every instruction has room for operands, and none needs another one to extend them.
HAVE_ARGUMENT = 0
EXTENDED_ARG = -1

cmp_op = ("<", "<=", "==", "!=", ">", ">=")

hasarg = [_number for _number in opmap.values() if _opcode.has_arg(_number)]
hasconst = [_number for _number in opmap.values() if _opcode.has_const(_number)]
hasname = [_number for _number in opmap.values() if _opcode.has_name(_number)]
hasjump = [_number for _number in opmap.values() if _opcode.has_jump(_number)]
hasjrel = hasjump
hasjabs = []
hasfree = [_number for _number in opmap.values() if _opcode.has_free(_number)]
haslocal = [_number for _number in opmap.values() if _opcode.has_local(_number)]
hasexc = []
hascompare = [_number for _name, _number in opmap.items() if _name.startswith("COMPARE")]

del _name, _number
