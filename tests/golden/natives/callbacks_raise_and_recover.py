# After an exception leaves a native through a callback, everything still works.
import functools, re, json
def boom(*a): raise LookupError("boom")
for name, f in {"map": lambda: list(map(boom, [1])), "filter": lambda: list(filter(boom, [1])), "sorted": lambda: sorted([1, 2], key=boom), "max": lambda: max([1], key=boom), "reduce": lambda: functools.reduce(boom, [1, 2]), "re.sub": lambda: re.sub("a", boom, "xax"), "json": lambda: json.loads("{}", object_hook=boom), "iter": lambda: list(iter(boom, 1)), "sort": lambda: [2, 1].sort(key=boom), "defaultdict": lambda: __import__("collections").defaultdict(boom)["x"], "cache": lambda: functools.cache(boom)(1), "cmp": lambda: sorted([1, 2], key=functools.cmp_to_key(boom)), "dumps": lambda: json.dumps(object(), default=boom), "property": lambda: type("P", (), {"p": property(boom)})().p, "getattr": lambda: getattr(type("G", (), {"__getattr__": boom})(), "q", 1), "partial": lambda: functools.partial(boom, 1)(2), "starmap": lambda: list(__import__("itertools").starmap(boom, [(1,)])), "accumulate": lambda: list(__import__("itertools").accumulate([1, 2], boom)), "groupby": lambda: list(__import__("itertools").groupby([1], boom))}.items():
    try: f(); print(name, "no error")
    except LookupError as e: print(name, e, end="; ")
print(sorted([3, 1, 2], key=lambda x: -x), list(map(str, range(3))))
