# The main error is reported after what a finally clause printed.
import sys
try:
    [].pop()
finally:
    print("finally ran", file=sys.stderr)
