# sys.exit inside a finally clause replaces the exception in flight.
import sys
try:
    raise ValueError("lost")
finally:
    sys.exit("leaving")
