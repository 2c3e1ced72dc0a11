# Breaks if a signal that a program sends itself is handled later than the call that sends it ends.
import os
import signal

signal.signal(signal.SIGINT, lambda *arguments: print("handled"))
os.kill(os.getpid(), signal.SIGINT)
print("after")
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    os.kill(os.getpid(), signal.SIGINT)
    print("not reached")
except KeyboardInterrupt:
    print("interrupted")
os.kill(os.getpid(), 0)
