# A class in a module shows its qualified name.
class Outer:
    class ProblemError(Exception):
        def __str__(self): return f"code {self.args[0]}"
raise Outer.ProblemError(42)
