# gc: collect counts, enable and disable, callbacks, is_tracked, get_referents.
import gc
print(gc.isenabled()); gc.disable(); print(gc.isenabled()); gc.enable()
gc.collect()
l = []; l.append(l); del l
print(gc.collect() >= 1, gc.collect(), gc.garbage)
print(gc.is_tracked([]), gc.is_tracked(5), gc.is_tracked("s"), gc.is_tracked(object()))
x = [1, "two", None]; print(sorted(map(repr, gc.get_referents(x))))
y = [x]; print(any(r is y for r in gc.get_referrers(x)))
log = []
def cb(phase, info): log.append((phase, sorted(info)))
gc.callbacks.append(cb); gc.collect(); gc.callbacks.remove(cb); print(log)
print(type(gc.get_threshold()), len(gc.get_count()), len(gc.get_stats()))
try: gc.collect(5)
except ValueError as e: print(e)
gc.freeze(); gc.unfreeze(); print(gc.is_finalized(x))
