# Groups nested many levels are cut with dots.
e = ValueError("core")
for i in range(14):
    e = ExceptionGroup(f"level {i}", [e])
raise e
