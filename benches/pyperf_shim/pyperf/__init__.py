"""A small stand-in for pyperf, so that pyperformance's programs run unmodified on every engine.

It measures in this one process, with nothing but the standard library: finds how many loops take long enough to time,
warms up once, takes some values, and prints one line for each benchmark:

    PYPERF {"name": "nbody", "loops": 8, "min": 0.0123, "median": 0.0125, "values": [...]}

Values are seconds for one loop. Three arguments are for this module and are hidden from the program:
`--shim-seconds=S` (how long a value is measured at least), `--shim-values=N` (how many), and `--shim-cpu`, which
measures processor time: fairer where other programs run too.
"""

import sys
from time import perf_counter

__all__ = ["Runner", "perf_counter", "python_implementation", "python_has_jit"]
__version__ = "2.9.0"

_seconds = 0.2
_values = 3


def _take_options():
    global _seconds, _values, perf_counter
    kept = []
    for word in sys.argv:
        if word.startswith("--shim-seconds="):
            _seconds = float(word[15:])
        elif word.startswith("--shim-values="):
            _values = int(word[14:])
        elif word == "--shim-cpu":
            from time import process_time as perf_counter
        else:
            kept.append(word)
    sys.argv[:] = kept


_take_options()


def python_implementation():
    """The engine's name in lower case, as pyperf gives it."""
    return sys.implementation.name.lower()


def python_has_jit():
    """Whether pyperf would ask for longer warming up."""
    return False


class Runner:
    """What a program makes to declare and run its benchmarks."""

    def __init__(self, values=None, processes=None, loops=0, min_time=0.1, metadata=None, show_name=True,
                 program_args=None, add_cmdline_args=None, _argparser=None, warmups=None):
        self.metadata = dict(metadata or ())
        self.args = None
        self._argparser = _argparser

    @property
    def argparser(self):
        """The parser to which a program adds its own options; made only for those that ask."""
        if self._argparser is None:
            import argparse
            self._argparser = argparse.ArgumentParser()
        return self._argparser

    def parse_args(self, args=None):
        """Parses the command line, once."""
        if self.args is None:
            self.args = self.argparser.parse_args(args)
        return self.args

    def bench_time_func(self, name, time_func, *args, inner_loops=None, metadata=None):
        """Measures a function that takes a number of loops and returns the seconds they took."""
        return self._measure(name, lambda loops: time_func(loops, *args), inner_loops)

    def bench_func(self, name, func, *args, inner_loops=None, metadata=None):
        """Measures calls of a function."""
        def time_func(loops):
            turns = range(loops)
            start = perf_counter()
            for _ in turns:
                func(*args)
            return perf_counter() - start
        return self._measure(name, time_func, inner_loops)

    def bench_async_func(self, name, func, *args, inner_loops=None, metadata=None, loop_factory=None):
        """Measures awaiting a coroutine function that never waits for anything outside."""
        def time_func(loops):
            turns = range(loops)
            start = perf_counter()
            for _ in turns:
                _drive(func(*args))
            return perf_counter() - start
        return self._measure(name, time_func, inner_loops)

    def timeit(self, name, stmt=None, setup="pass", teardown="pass", inner_loops=None, duplicate=None,
               metadata=None, globals=None):
        """Measures a statement given as text."""
        from timeit import Timer
        timer = Timer(stmt or name, setup, timer=perf_counter, globals=globals)
        return self._measure(name, timer.timeit, inner_loops)

    def _measure(self, name, time_func, inner_loops):
        per_loop = inner_loops or 1
        loops, taken = _calibrate(time_func)
        values = [taken / loops / per_loop]
        if taken < 20 * _seconds:
            values = [time_func(loops) / loops / per_loop for _ in range(_values)]
        values.sort()
        median = values[len(values) // 2]
        listed = ", ".join(repr(value) for value in values)
        print(f'PYPERF {{"name": "{name}", "loops": {loops}, "min": {values[0]!r}, '
              f'"median": {median!r}, "values": [{listed}]}}', flush=True)


def _calibrate(time_func):
    """The number of loops that take long enough, and the seconds they took; this is the warming up as well.

    Two runs must agree, for every engine: a first call that fills caches, or is compiled meanwhile, says nothing about
    those to come.
    """
    loops, confirmed = 1, False
    while True:
        taken = time_func(loops)
        if taken >= _seconds * 0.7:
            if confirmed or taken >= 20 * _seconds:
                return loops, taken
            confirmed = True
            continue
        confirmed = False
        if taken > _seconds / 50:
            loops = max(loops + 1, int(loops * _seconds / taken) + 1)
        else:
            loops *= 8


def _drive(coroutine):
    """Runs a coroutine that needs no event loop; one that does is an error rather than a wrong number."""
    try:
        coroutine.send(None)
    except StopIteration:
        return
    coroutine.close()
    raise RuntimeError("this benchmark waits for an event loop, which this pyperf does not have")
