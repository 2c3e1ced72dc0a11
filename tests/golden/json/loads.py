# json.loads: values, hooks, errors with positions.
import json
print(json.loads('{"a": [1, -2.5, 1e3, true, false, null, "x\\u00e9\\n\\ud83d\\ude00\\/"], "b": {}}'))
print(json.loads(" 1 "), json.loads('"s"'), json.loads(b'[1]'), json.loads("[NaN, Infinity, -Infinity]"))
print(json.loads('{"a": 1, "a": 2}'), json.loads("12345678901234567890123"), json.loads("-0"))
print(json.loads("-0.0"), json.loads("[]"), json.loads('"\\ud800"') == "\ud800")
print(json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d)))
print(json.loads('{"a": 1, "b": 2}', object_pairs_hook=list))
print(json.loads("[1.5, 2]", parse_float=str, parse_int=lambda s: s + "!"))
print(json.loads("[NaN]", parse_constant=lambda s: s), json.JSONDecoder().raw_decode('[1] tail'))
for s in (
    "", "{", "[1,", "[1,]", '{"a"}', '{"a":}', '{"a":1,}', "{a:1}", "tru", "01", "1.", ".5", "'a'", '"a',
    '"\x01"', '"\\x"', "[1] 2", '"\\u12"', "nan", "-", "[1 2]", '{"a" 1}', '\n\n  [1,\n x]', "{1:2}", "[1e]",
):
    try: print(json.loads(s))
    except json.JSONDecodeError as e: print(repr(s), "->", e, e.pos, e.lineno, e.colno)
for v in (5, None, [1]):
    try: json.loads(v)
    except TypeError as e: print(e)
import io
f = io.StringIO(); json.dump({"x": 1}, f); f.seek(0); print(json.load(f), json.loads(json.dumps({"é": [1.1, None]})))
