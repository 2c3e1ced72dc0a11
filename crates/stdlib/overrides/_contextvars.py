# Not in CPython, where it is C: context variables (PEP 567); programs set few, and no loop depends on their speed.
"""Context variables, as `contextvars` shows them."""

import types as _types
import _thread

_MISSING = object()


class Token:
    """What `ContextVar.set` gives, and `ContextVar.reset` takes."""

    class _Missing:
        def __repr__(self):
            return "<Token.MISSING>"

    MISSING = _Missing()

    def __new__(cls, *args, **kwargs):
        raise RuntimeError("Tokens can only be created by ContextVars")

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return self._old

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._var.reset(self)

    def __repr__(self):
        used = " used" if self._used else ""
        return f"<Token{used} var={self._var!r} at {id(self):#x}>"

    __class_getitem__ = classmethod(_types.GenericAlias)


class Context:
    """An immutable-looking mapping from variables to values, which `run` makes current."""

    def __init__(self):
        self._values = {}
        self._entered = False
        self._before = None

    def run(self, callable, /, *args, **kwargs):
        if self._entered:
            raise RuntimeError(f"cannot enter context: {self} is already entered")
        self._entered = True
        self._before = _state.current
        _state.current = self
        try:
            return callable(*args, **kwargs)
        finally:
            _state.current = self._before
            self._before = None
            self._entered = False

    def copy(self):
        other = Context()
        other._values = dict(self._values)
        return other

    @staticmethod
    def _check(var):
        if not isinstance(var, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {var!r}")

    def __getitem__(self, var):
        self._check(var)
        return self._values[var]

    def __contains__(self, var):
        self._check(var)
        return var in self._values

    def get(self, var, default=None, /):
        self._check(var)
        return self._values.get(var, default)

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()

    def __eq__(self, other):
        return self._values == other._values if isinstance(other, Context) else NotImplemented

    __hash__ = None


class ContextVar:
    """A variable whose value belongs to the current context."""

    def __init__(self, name, /, *, default=_MISSING):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self._name = name
        self._default = default

    @property
    def name(self):
        return self._name

    def get(self, default=_MISSING, /):
        value = _state.current._values.get(self, _MISSING)
        if value is not _MISSING:
            return value
        if default is not _MISSING:
            return default
        if self._default is not _MISSING:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        token = object.__new__(Token)
        token._context = _state.current
        token._var = self
        token._old = _state.current._values.get(self, Token.MISSING)
        token._used = False
        _state.current._values[self] = value
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError(f"expected an instance of Token, got {token!r}")
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token._var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        if token._context is not _state.current:
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        if token._old is Token.MISSING:
            del _state.current._values[self]
        else:
            _state.current._values[self] = token._old

    def __repr__(self):
        default = "" if self._default is _MISSING else f" default={self._default!r}"
        return f"<ContextVar name={self._name!r}{default} at {id(self):#x}>"

    __class_getitem__ = classmethod(_types.GenericAlias)


class _State(_thread._local):
    # Each thread begins in an empty context of its own.
    def __init__(self):
        self.current = Context()


_state = _State()


def copy_context():
    """A copy of the current context."""
    return _state.current.copy()
