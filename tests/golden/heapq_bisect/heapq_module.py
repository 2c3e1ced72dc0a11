# heapq functions keep the heap invariant and order.
import heapq
h = []
for x in [5, 1, 4, 1, 3]: heapq.heappush(h, x)
print(h, [heapq.heappop(h) for _ in range(5)]); l = [9, 7, 5, 3, 1]
heapq.heapify(l); print(l, heapq.heappushpop(l, 0), heapq.heapreplace(l, 10), l)
print(heapq.nlargest(2, [3, 1, 2]), heapq.nsmallest(2, "hello"))
print(heapq.nlargest(1, [(1, "a"), (2, "b")], key=lambda t: -t[0]), heapq.nsmallest(5, [2, 1]))
print(heapq.nlargest(0, [1]), list(heapq.merge([1, 4], [2, 3], [0])))
print(list(heapq.merge("ca", "b", reverse=True)), list(heapq.merge(["bb"], ["a", "ccc"], key=len)))
m = [1, 5, 3]; heapq.heapify_max(m); print(m, heapq.heappop_max(m), m); heapq.heappush_max(m, 9)
print(m, heapq.heappushpop_max(m, 4), heapq.heapreplace_max(m, 2), m)
for f in (
    lambda: heapq.heappop([]), lambda: heapq.heappush((), 1), lambda: heapq.heappush([1], "a"),
    lambda: heapq.heapreplace([], 1), lambda: heapq.heapify(5),
):
    try: f()
    except (IndexError, TypeError) as e: print(type(e).__name__, e)
import random
random.seed(1); d = [random.randrange(1000) for _ in range(500)]; heapq.heapify(d)
print(all(d[i] <= d[2 * i + 1] for i in range(249)))
