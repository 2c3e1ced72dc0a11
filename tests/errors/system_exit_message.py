# SystemExit with a message prints it and fails.
import sys
print("to stdout")
sys.exit("error: giving up")
