print("init", __name__)
VALUE = 1
exported = "by all"
hidden = 2
_private = 3
__all__ = ["exported"]
from . import sub
