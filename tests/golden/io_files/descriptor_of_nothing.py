# Breaks if a file is made of a descriptor that stands for nothing.
import os

for make in open, os.fdopen:
    try:
        make(9999)
    except OSError as error:
        print(type(error).__name__, error.filename)
