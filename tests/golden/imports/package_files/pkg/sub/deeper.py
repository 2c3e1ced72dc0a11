from ... import pkg
from ..sub import NAME
chain = (pkg.VALUE, NAME)
