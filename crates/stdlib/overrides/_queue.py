# Stands in for the module in C, whose exception is the one that programs see.
"""What `queue` takes from C."""


class Empty(Exception):
    "Exception raised by Queue.get(block=0)/get_nowait()."
