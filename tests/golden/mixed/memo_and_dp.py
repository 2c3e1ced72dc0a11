# Dynamic programming: edit distance, knapsack, longest common subsequence, coin change, partitions.
from functools import cache
def edit(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        prev, row[0] = row[0], i
        for j, y in enumerate(b, 1): prev, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, prev + (x != y))
    return row[-1]
@cache
def lcs(a, b): return "" if not a or not b else a[0] + lcs(a[1:], b[1:]) if a[0] == b[0] else max(lcs(a[1:], b), lcs(a, b[1:]), key=len)
def knap(items, cap):
    best = [(0, ())] * (cap + 1)
    for n, w, v in items:
        for c in range(cap, w - 1, -1): best[c] = max(best[c], (best[c - w][0] + v, best[c - w][1] + (n,)))
    return best[cap]
@cache
def parts(n, m): return 1 if n == 0 else 0 if n < 0 or m == 0 else parts(n - m, m) + parts(n, m - 1)
def lis(a):
    tails, import_ = [], __import__("bisect")
    for x in a:
        i = import_.bisect_left(tails, x); tails[i:i + 1] = [x]
    return len(tails)
print(edit("kitten", "sitting"), edit("", "abc"), lcs("AGGTAB", "GXTXAYB"))
print(knap([("a", 5, 10), ("b", 4, 40), ("c", 6, 30), ("d", 3, 50)], 10), [parts(n, n) for n in range(1, 15)])
print(lis([10, 9, 2, 5, 3, 7, 101, 18]))
