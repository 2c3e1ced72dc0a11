# SystemExit with a number prints nothing but the program's own words.
import sys
print("something on stderr", file=sys.stderr)
sys.exit(3)
