value = 1
import b
from_b = b.get()
