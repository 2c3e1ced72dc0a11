print("init", __name__, __package__)
from .. import VALUE as up
NAME = __name__.rpartition(".")[2]
from . import deeper
