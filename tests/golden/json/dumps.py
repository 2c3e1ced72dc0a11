# json.dumps with all its options.
import json
print(json.dumps([1, 1.5, "a\"b\\\n\t\x01é\u2028😀", True, False, None, {"k": [], "l": {}}, (1, 2), float("inf"), -0.0, 1e100, 10**20]))
d = {"b": 1, "a": [1, {"c": 2}], 3: "int", None: 0, True: 1, 1.5: 2}
print(json.dumps(d)); print(json.dumps({"b": 1, "a": [1, {}], "c": []}, indent=2, sort_keys=True))
print(json.dumps([1, [2]], indent="--"), json.dumps({"a": [1, 2]}, separators=(",", ":")))
print(json.dumps("é", ensure_ascii=False), json.dumps([[], {}], indent=1), json.dumps({1: {2: 3}}, indent=0))
class C: pass
class I(int): pass
class S(str): pass
import enum
class E(enum.IntEnum): A = 1
print(json.dumps([I(5), S("s"), E.A, {S("k"): I(1)}]), json.dumps(C(), default=lambda o: "dflt"))
print(json.dumps({C(): 1, "a": 2}, skipkeys=True))
class Enc(json.JSONEncoder):
    def default(self, o): return list(o) if isinstance(o, range) else super().default(o)
print(json.dumps({"r": range(3)}, cls=Enc), "".join(json.JSONEncoder(indent=1).iterencode([1])))
a = []; a.append(a)
for f in (
    lambda: json.dumps(C()), lambda: json.dumps({1, 2}), lambda: json.dumps({(1,): 1}), lambda: json.dumps(a),
    lambda: json.dumps(float("nan"), allow_nan=False), lambda: json.dumps(b"x"), lambda: json.dumps(1j),
    lambda: json.dumps([1, {"k": [C()]}]),
):
    try: f()
    except (TypeError, ValueError) as e: print(type(e).__name__, e, getattr(e, "__notes__", ""))
