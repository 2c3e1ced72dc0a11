# Replaces CPython's: shows the instructions of this machine, which has registers and no stack.
"""Disassembler of code objects into the instructions of this interpreter."""

import sys
import types
import collections
import io

import _opcode
from opcode import *
from opcode import __all__ as _opcodes_all

__all__ = ["code_info", "dis", "disassemble", "distb", "disco",
           "findlinestarts", "findlabels", "show_code",
           "get_instructions", "Instruction", "Bytecode"] + _opcodes_all
del _opcodes_all

_have_code = (types.MethodType, types.FunctionType, types.CodeType,
              classmethod, staticmethod, type)

COMPILER_FLAG_NAMES = {
    1: "OPTIMIZED",
    2: "NEWLOCALS",
    4: "VARARGS",
    8: "VARKEYWORDS",
    16: "NESTED",
    32: "GENERATOR",
    64: "NOFREE",
    128: "COROUTINE",
    256: "ITERABLE_COROUTINE",
    512: "ASYNC_GENERATOR",
    0x4000000: "HAS_DOCSTRING",
    0x8000000: "METHOD",
}

# Offsets count two bytes for each word of code, as co_code and f_lasti do.
_UNIT = 2


def pretty_flags(flags):
    """Return pretty representation of code flags."""
    names = []
    for bit in range(32):
        flag = 1 << bit
        if flags & flag:
            names.append(COMPILER_FLAG_NAMES.get(flag, hex(flag)))
    return ", ".join(names) or hex(flags)


Positions = collections.namedtuple(
    "Positions", ["lineno", "end_lineno", "col_offset", "end_col_offset"], defaults=[None] * 4)

_Instruction = collections.namedtuple(
    "_Instruction",
    ["opname", "opcode", "arg", "argval", "argrepr", "offset", "start_offset", "starts_line",
     "line_number", "label", "positions", "cache_info"],
    defaults=[None, None, None])


class Instruction(_Instruction):
    """Details of an instruction.

    arg and argrepr are its operands as text; argval is the name or constant among them, or the offset a jump leads to.
    """

    @property
    def oparg(self):
        """Alias for Instruction.arg."""
        return self.arg

    @property
    def baseopcode(self):
        """Numeric code of the instruction: get_instructions shows no specialized ones."""
        return self.opcode

    @property
    def baseopname(self):
        """Name of the instruction."""
        return self.opname

    @property
    def cache_offset(self):
        """Start index of the cache words that follow the instruction."""
        return self.offset + _UNIT

    @property
    def end_offset(self):
        """End index of the cache words that follow the instruction."""
        return self.cache_offset + _UNIT * sum(size for _, size, _ in self.cache_info or ())

    @property
    def jump_target(self):
        """Offset of the jump's target, or None if it is no jump."""
        return self.argval if self.opcode in hasjump else None

    @property
    def is_jump_target(self):
        """True if other code jumps to here."""
        return self.label is not None

    def __str__(self):
        output = io.StringIO()
        _print_instruction(self, output, 0, False)
        return output.getvalue().rstrip()


def _try_compile(source, name):
    try:
        return compile(source, name, "eval")
    except SyntaxError:
        return compile(source, name, "exec")


def _get_code_object(x):
    """The code object of a function, method, generator, source text or code."""
    x = getattr(x, "__func__", x)
    for attribute in ("__code__", "gi_code", "ag_code", "cr_code"):
        if hasattr(x, attribute):
            x = getattr(x, attribute)
            break
    if isinstance(x, str):
        x = _try_compile(x, "<disassembly>")
    if hasattr(x, "co_code"):
        return x
    raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False,
        show_offsets=False, show_positions=False):
    """Disassemble classes, methods, functions, and other compiled objects.

    With no argument, disassemble the last traceback.
    """
    keywords = dict(file=file, show_caches=show_caches, adaptive=adaptive,
                    show_offsets=show_offsets, show_positions=show_positions)
    if x is None:
        distb(**keywords)
        return
    x = getattr(x, "__func__", x)
    for attribute in ("__code__", "gi_code", "ag_code", "cr_code"):
        if hasattr(x, attribute):
            x = getattr(x, attribute)
            break
    if hasattr(x, "__dict__"):
        for name, member in sorted(x.__dict__.items()):
            if isinstance(member, _have_code):
                print("Disassembly of %s:" % name, file=file)
                try:
                    dis(member, depth=depth, **keywords)
                except TypeError as error:
                    print("Sorry:", error, file=file)
                print(file=file)
    elif hasattr(x, "co_code"):
        _disassemble_recursive(x, depth, keywords)
    elif isinstance(x, str):
        _disassemble_recursive(_try_compile(x, "<dis>"), depth, keywords)
    else:
        raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


def _disassemble_recursive(code, depth, keywords):
    disassemble(code, **keywords)
    if depth is None or depth > 0:
        depth = None if depth is None else depth - 1
        for constant in code.co_consts:
            if hasattr(constant, "co_code"):
                print(file=keywords["file"])
                print("Disassembly of %r:" % (constant,), file=keywords["file"])
                _disassemble_recursive(constant, depth, keywords)


def distb(tb=None, *, file=None, show_caches=False, adaptive=False,
          show_offsets=False, show_positions=False):
    """Disassemble a traceback (default: last traceback)."""
    if tb is None:
        try:
            tb = sys.last_exc.__traceback__ if hasattr(sys, "last_exc") else sys.last_traceback
        except AttributeError:
            raise RuntimeError("no last traceback to disassemble") from None
        while tb.tb_next:
            tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file, show_caches=show_caches, adaptive=adaptive,
                show_offsets=show_offsets, show_positions=show_positions)


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False,
                show_offsets=False, show_positions=False):
    """Disassemble a code object."""
    previous = None
    for instruction in get_instructions(co):
        if instruction.starts_line and previous is not None:
            print(file=file)
        previous = instruction
        _print_instruction(instruction, file, lasti, show_offsets)


disco = disassemble


def _print_instruction(instruction, file, lasti, show_offsets):
    fields = []
    fields.append("%4s" % (instruction.line_number if instruction.starts_line else ""))
    fields.append("-->" if instruction.offset == lasti and lasti > 0 else "   ")
    if show_offsets:
        fields.append("%5d" % instruction.offset)
    fields.append("%4s" % (f"L{instruction.label}:" if instruction.label is not None else ""))
    fields.append(instruction.opname.ljust(20))
    if instruction.argrepr:
        fields.append(instruction.argrepr)
    print(" ".join(fields).rstrip(), file=file)


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    """Iterator for the instructions of methods, functions or code.

    Generates a series of Instruction named tuples giving the details of each.
    """
    return _instructions(_get_code_object(x), first_line)


def _instructions(code, first_line=None):
    shift = 0 if first_line is None else first_line - code.co_firstlineno
    rows = _opcode._instructions(code)
    places = list(code.co_positions())
    targets = sorted({target for *_, target in rows if target is not None})
    labels = {target: number for number, target in enumerate(targets, 1)}
    line = None
    for word, length, number, text, value, target in rows:
        positions = Positions(*places[word]) if word < len(places) else Positions()
        here = positions.lineno
        starts = here is not None and here != line
        if here is not None:
            line = here
        if target is not None:
            value = target * _UNIT
            text = text.rpartition("->")[0] + f"-> L{labels[target]}" if "->" in text else text
        caches = [("cache", length - 1, b"")] if length > 1 else None
        yield Instruction(
            opname[number], number, text or None, value, text, word * _UNIT, word * _UNIT, starts,
            None if line is None else line + shift, labels.get(word), positions, caches)


def findlabels(code):
    """Detect all offsets in a code object which are jump targets."""
    return sorted({target * _UNIT for *_, target in _opcode._instructions(code) if target is not None})


def findlinestarts(code):
    """Find the offsets in a byte code which are start of lines in the source.

    Generate pairs (offset, lineno)
    """
    last = False
    for start, _, line in code.co_lines():
        if line is not last:
            last = line
            yield start, line


def _find_imports(co):
    """Find import statements in the code: triplets (name, level, fromlist)."""
    before = []
    for instruction in _instructions(co):
        if instruction.opname == "IMPORT_NAME":
            level, names = (before + [0, None])[:2] if len(before) < 2 else before[-2:]
            yield instruction.argval, level, names
        before.append(instruction.argval)


def _find_store_names(co):
    """Find names of variables which are written in the code."""
    names = set()
    for instruction in _instructions(co):
        if instruction.opname in ("STORE_NAME", "STORE_GLOBAL") and instruction.argval not in names:
            names.add(instruction.argval)
            yield instruction.argval


def code_info(x):
    """Formatted details of methods, functions, or code."""
    return _format_code_info(_get_code_object(x))


def _format_code_info(co):
    lines = [
        "Name:              %s" % co.co_name,
        "Filename:          %s" % co.co_filename,
        "Argument count:    %s" % co.co_argcount,
        "Positional-only arguments: %s" % co.co_posonlyargcount,
        "Kw-only arguments: %s" % co.co_kwonlyargcount,
        "Number of locals:  %s" % co.co_nlocals,
        "Stack size:        %s" % co.co_stacksize,
        "Flags:             %s" % pretty_flags(co.co_flags),
    ]
    for title, items, show in [
        ("Constants", co.co_consts, repr),
        ("Names", co.co_names, str),
        ("Variable names", co.co_varnames, str),
        ("Free variables", co.co_freevars, str),
        ("Cell variables", co.co_cellvars, str),
    ]:
        if items:
            lines.append(title + ":")
            lines.extend("%4d: %s" % (index, show(item)) for index, item in enumerate(items))
    return "\n".join(lines)


def show_code(co, *, file=None):
    """Print details of methods, functions, or code to file (default sys.stdout)."""
    print(code_info(co), file=file)


class Bytecode:
    """The instructions of a piece of code: a function, method, source text or code object.

    Iterating over this yields the instructions.
    """

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False,
                 show_offsets=False, show_positions=False):
        self.codeobj = _get_code_object(x)
        self.first_line = self.codeobj.co_firstlineno if first_line is None else first_line
        self._original_object = x
        self.current_offset = current_offset
        self.show_offsets = show_offsets

    def __iter__(self):
        return _instructions(self.codeobj, self.first_line)

    def __repr__(self):
        return f"{self.__class__.__name__}({self._original_object!r})"

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        """Construct a Bytecode from the given traceback."""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti)

    def info(self):
        """Return formatted information about the code object."""
        return _format_code_info(self.codeobj)

    def dis(self):
        """Return a formatted view of the bytecode operations."""
        output = io.StringIO()
        lasti = -1 if self.current_offset is None else self.current_offset
        disassemble(self.codeobj, lasti, file=output, show_offsets=self.show_offsets)
        return output.getvalue()
