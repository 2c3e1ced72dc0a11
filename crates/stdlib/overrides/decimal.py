# Replaces CPython's, which prefers the module in C: signals are raised with the arguments that one gives them.
"""Decimal fixed-point and floating-point arithmetic, as the General Decimal Arithmetic Specification has it."""

import sys

import _pydecimal

_pydecimal.__doc__ = __doc__


def _raise_error(self, condition, explanation=None, *args):
    signal = _pydecimal._condition_map.get(condition, condition)
    if signal in self._ignored_flags:
        return signal().handle(self, *args)
    self.flags[signal] = True
    if self.traps[signal]:
        raise signal([condition])
    return condition().handle(self, *args)


_pydecimal.Context._raise_error = _raise_error
sys.modules[__name__] = _pydecimal
