# An exception raised again grows its traceback.
def f(): raise ValueError("again")
try: f()
except ValueError as e: saved = e
def g(): raise saved
g()
