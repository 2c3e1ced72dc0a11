# A metaclass that collects, orders, iterates and guards class attributes.
class Meta(type):
    @classmethod
    def __prepare__(m, name, bases): return {"auto": iter(range(1, 100)).__next__}
    def __new__(m, name, bases, ns):
        ns.pop("auto")
        fields = {k: v for k, v in ns.items() if not k.startswith("_") and isinstance(v, int)}
        cls = super().__new__(m, name, bases, {k: v for k, v in ns.items() if k not in fields})
        type.__setattr__(cls, "_fields", {k: cls._make(k, v) for k, v in fields.items()})
        return cls
    def _make(cls, k, v): o = object.__new__(cls); o.__dict__.update(name=k, value=v); return o
    def __getattr__(cls, n):
        try: return cls.__dict__["_fields"][n]
        except KeyError: raise AttributeError(n) from None
    def __iter__(cls): return iter(cls._fields.values())
    def __len__(cls): return len(cls._fields)
    def __contains__(cls, x): return x in cls._fields.values()
    def __getitem__(cls, k): return cls._fields[k]
    def __setattr__(cls, k, v): raise AttributeError("locked")
    def __call__(cls, v): return next(m for m in cls if m.value == v)
    def __repr__(cls): return f"<{cls.__name__}: {', '.join(cls._fields)}>"
    def __bool__(cls): return len(cls) > 0
class Color(metaclass=Meta):
    RED = auto(); GREEN = auto(); BLUE = auto()
    def __repr__(self): return self.name.lower()
print(Color, list(Color), len(Color), Color.RED, Color["BLUE"], Color(2), Color.RED in Color, bool(Color))
print(Color.GREEN is Color(2), [c.value for c in Color])
for f in (lambda: Color.PINK, lambda: setattr(Color, "RED", 1), lambda: Color["x"]):
    try: f()
    except (AttributeError, KeyError) as e: print(type(e).__name__, e)
