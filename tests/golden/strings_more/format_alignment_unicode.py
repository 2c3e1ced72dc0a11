# Alignment and precision count code points; fill characters may be any.
for s in ("é", "日本", "a😀b", ""):
    print(f"[{s:5}][{s:>5}][{s:^5}][{s:*^7}][{s:.1}][{s:é<4}][{s:😀>4}][{s!r:8}][{s!a}]")
print(f"{'x':{'>'}{6}}", f"{'abc':.{2}}", format("abc", "<6.2"), "%-5s|%5s|%.2s" % ("é", "日本", "😀😀😀"))
print("é".center(4, "日"), "{:>{w}}".format("é", w=3))
