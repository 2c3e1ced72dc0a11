# Errors in with, for and del statements.
class CM:
    def __enter__(self): return self
    def __exit__(self, *a):
        for x in 5: pass
with CM() as c:
    del c.missing
