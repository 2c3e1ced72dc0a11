# Subscript forms reach __getitem__ as written: tuples, slices, ellipsis, stars.
class S:
    def __getitem__(s, k): return k
s = S()
print(s[1], s[1, 2], s[1,], s[:], s[1:], s[:2], s[::3], s[1:2:3], s[...])
print(s[1:2, 3], s[(1, 2)], s[:, None, ::-1], s[()], s[*"ab"], s[1, *[2, 3], 4:5])
print(s[a := 5], a, s[lambda: 0].__class__.__name__, s[1 if 0 else 2])
