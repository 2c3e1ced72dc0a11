# A plug-in registry with decorators, class registration and help text.
import functools
import shlex

class Registry(type):
    commands = {}
    def __new__(mcls, name, bases, ns, /, **kw):
        cls = super().__new__(mcls, name, bases, ns)
        if bases:
            key = kw.get("name", name.lower())
            if key in mcls.commands:
                raise TypeError(f"command {key!r} is already registered")
            mcls.commands[key] = cls
        return cls
    def __init__(cls, name, bases, ns, /, **kw):
        super().__init__(name, bases, ns)

class Command(metaclass=Registry):
    """Base of commands."""
    args = 0
    def __init__(self, shell): self.shell = shell
    def __call__(self, *args):
        if not (self.args is None or len(args) == self.args):
            raise ValueError(f"{type(self).__name__.lower()} takes {self.args} argument{'s' * (self.args != 1)}, got {len(args)}")
        return self.run(*args)
    def __init_subclass__(cls, /, **kw):
        super().__init_subclass__()
        cls.help = (cls.__doc__ or "no help").strip().splitlines()[0]

class Set(Command):
    """Store a value."""
    args = 2
    def run(self, key, value):
        old = self.shell.vars.get(key)
        self.shell.vars[key] = value
        return f"{old} -> {value}"

class Get(Command):
    """Look a value up."""
    args = 1
    def run(self, key): return self.shell.vars[key]

class Echo(Command, name="say"):
    args = None
    def run(self, *words): return " ".join(words).format_map(self.shell.vars)

class Help(Command):
    """List the commands.

    More text that is not shown."""
    def run(self): return "\n".join(f"  {k:<6} {c.help}" for k, c in sorted(Registry.commands.items()))

def logged(f):
    @functools.wraps(f)
    def wrapper(self, line):
        self.count += 1
        result = f(self, line)
        return f"[{self.count}] {result}"
    return wrapper

class Shell:
    def __init__(self): self.vars, self.count = {}, 0
    @logged
    def run(self, line):
        try:
            name, *args = shlex.split(line)
            return Registry.commands[name](self)(*args)
        except KeyError as e:
            return f"unknown: {e}"
        except ValueError as e:
            return f"error: {e}"

shell = Shell()
for line in ("set name 'Ada Lovelace'", "get name", "say hello {name}!", "set x", "help", "dance now", "get nothing", "say 'unclosed", 'set name "B"'):
    print(shell.run(line))
try:
    class Get2(Command, name="get"): pass
except TypeError as e:
    print(e)
print(Shell.run.__name__, sorted(Registry.commands), Command.__mro__)
