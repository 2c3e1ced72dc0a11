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


# Signals in the order in which the module in C numbers them.
_SIGNALS = (
    _pydecimal.Clamped,
    _pydecimal.InvalidOperation,
    _pydecimal.DivisionByZero,
    _pydecimal.Inexact,
    _pydecimal.FloatOperation,
    _pydecimal.Overflow,
    _pydecimal.Rounded,
    _pydecimal.Subnormal,
    _pydecimal.Underflow,
)


def _show_context(self):
    def names(signals):
        return ", ".join(signal.__name__ for signal in _SIGNALS if signals[signal])

    return (
        f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
        f"capitals={self.capitals}, clamp={self.clamp}, flags=[{names(self.flags)}], traps=[{names(self.traps)}])"
    )


_pydecimal.Context._raise_error = _raise_error
_pydecimal.Context.__repr__ = _show_context
sys.modules[__name__] = _pydecimal
