# find, count, replace and split over awkward repetitive texts agree with slow versions.
def slow_find(s, t): return next((i for i in range(len(s) - len(t) + 1) if s[i:i + len(t)] == t), -1)
def slow_count(s, t):
    n = i = 0
    while (i := s.find(t, i)) >= 0: n += 1; i += len(t)
    return n
texts = ["aaaaaa", "abababab", "aabaabaa", "xyxyyxyxy" * 10, "é" * 7 + "e", "a\u20aca\u20ac", "mississippi", ""]
pats = ["a", "aa", "aba", "abab", "é", "e", "y", "xyy", "\u20aca", "issi", "zzz", "aab"]
print(all(s.find(p) == slow_find(s, p) and s.count(p) == slow_count(s, p) and (p in s) == (slow_find(s, p) >= 0) and s.replace(p, "-") == "-".join(s.split(p)) and s.rfind(p) == (len(s) - len(p) - slow_find(s[::-1], p[::-1]) if p in s else -1) and p.join(s.split(p)) == s and "".join(x + p for x in s.split(p))[:-len(p)] == s for s in texts for p in pats))
t = "ab" * 1000 + "c" + "ab" * 1000
print(t.find("bc"), t.rfind("ca"), t.count("abab"), len(t.split("c")[1]), t.partition("cab")[0][-2:])
print(t.index("c" + "ab" * 1000), ("a" * 5000 + "b").find("a" * 4000 + "b"), t.replace("ab", "")[:3])
