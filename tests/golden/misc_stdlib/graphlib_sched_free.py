# graphlib sorts topologically, in batches, and finds cycles; string distance by difflib.
from graphlib import TopologicalSorter, CycleError
import difflib
t = TopologicalSorter({"d": ["b", "c"], "b": ["a"], "c": ["a"]}); print(list(t.static_order())[0])
t = TopologicalSorter({1: [2], 2: [3]}); t.prepare()
while t.is_active(): r = t.get_ready(); print(r); t.done(*r)
try: list(TopologicalSorter({1: [2], 2: [1]}).static_order())
except CycleError as e: print(e.args[0], sorted(e.args[1]))
print(difflib.get_close_matches("appel", ["ape", "apple", "peach"]))
print(difflib.SequenceMatcher(None, "abcd", "bcde").ratio())
print(list(difflib.unified_diff("a\nb\nc".split(), "a\nx\nc".split(), lineterm="")))
print(list(difflib.ndiff(["one"], ["ones"])))
