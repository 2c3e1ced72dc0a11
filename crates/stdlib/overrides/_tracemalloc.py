# Not in CPython, where it is C: allocations are not traced here, and who asks is told so.
"""What `tracemalloc` builds on."""

__all__ = ("clear_traces", "get_traceback_limit", "get_traced_memory", "get_tracemalloc_memory", "is_tracing",
           "reset_peak", "start", "stop")


def start(nframe=1, /):
    """Tracing cannot be started."""
    raise RuntimeError("allocations are not traced by this interpreter")


def stop():
    """There is nothing to stop."""


def is_tracing():
    """Whether allocations are traced: never."""
    return False


def clear_traces():
    """There are no traces."""


def reset_peak():
    """There is no peak."""


def get_traceback_limit():
    """How many frames a trace would have."""
    return 1


def get_traced_memory():
    """Current and peak size of traced memory."""
    return 0, 0


def get_tracemalloc_memory():
    """What tracing itself needs."""
    return 0


def _get_object_traceback(obj, /):
    return None


def _get_traces():
    return []
