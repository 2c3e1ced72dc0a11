# Breaks if an error that concerns two files names only one of them.
import os

for call in os.rename, os.replace:
    try:
        call("missing-a", "missing-b")
    except FileNotFoundError as error:
        print(error.filename, error.filename2, str(error).partition("] ")[2])
