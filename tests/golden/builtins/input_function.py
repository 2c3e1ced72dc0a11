# input reads a line without its end, prints the prompt, and raises EOFError at the end.
print(repr(input()))
print(repr(input("prompt> ")))
print(repr(input(5)))
import sys
print(repr(sys.stdin.readline()))
print([line.rstrip("\n") for line in sys.stdin])
try: input("again")
except EOFError as e: print(type(e).__name__, e)
