# Stands in for the module in C: the classes and functions of `pickle` itself, failing in the words of the other.
"""What `pickle` would take from C."""

import io
import sys


class PickleBuffer:
    """Wrapper for potentially out-of-band buffers"""

    __slots__ = ("_view", "__weakref__")

    def __init__(self, object, /):
        self._view = memoryview(object)

    def _held(self):
        if self._view is None:
            raise ValueError("operation forbidden on released PickleBuffer object")
        return self._view

    def __buffer__(self, flags):
        return memoryview(self._held())

    def raw(self):
        """Return a memoryview of the raw memory underlying this buffer."""
        view = self._held()
        if not view.contiguous:
            raise BufferError("cannot extract raw buffer from non-contiguous buffer")
        if view.ndim != 1 and view.f_contiguous and not view.c_contiguous:
            return memoryview(view.tobytes("F"))
        return view.cast("B") if view.format != "B" or view.ndim != 1 else memoryview(view)

    def release(self):
        """Release the underlying buffer exposed by the PickleBuffer object."""
        if self._view is not None:
            self._view.release()
            self._view = None


def _complete():
    """Makes the rest when `pickle`, which imports this module while it is being made, has come to its end."""
    pickle = sys.modules["pickle"]
    errors = pickle.PickleError, pickle.PicklingError, pickle.UnpicklingError
    for error in errors:
        error.__module__ = __name__

    class Unpickler(pickle._Unpickler):
        def load(self):
            try:
                return super().load()
            except (EOFError, IndexError) as error:
                if error.__traceback__ is not None:
                    # From a function of the program, which a traceback shows.
                    raise
                if isinstance(error, EOFError):
                    raise EOFError("Ran out of input") from None
                empty = "pop" in str(error)
                words = "unpickling stack underflow" if empty else "pickle data was truncated"
                raise pickle.UnpicklingError(words) from None

    Unpickler.__qualname__ = "Unpickler"
    Unpickler.__doc__ = pickle._Unpickler.__doc__

    def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
        return Unpickler(
            file, fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers or None
        ).load()

    def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return load(
            io.BytesIO(data), fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers
        )

    made = {error.__name__: error for error in errors}
    made.update(Pickler=pickle._Pickler, Unpickler=Unpickler, load=load, loads=loads)
    for name, function in ("dump", pickle._dump), ("dumps", pickle._dumps):
        made[name] = function
    for name in "load", "loads", "dump", "dumps":
        made[name].__name__ = made[name].__qualname__ = name
    globals().update(made)


def __getattr__(name):
    if "Pickler" not in globals() and hasattr(sys.modules.get("pickle"), "_loads"):
        _complete()
        if name in globals():
            return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
