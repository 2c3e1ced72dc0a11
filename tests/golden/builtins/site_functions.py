# exit and quit raise SystemExit with the code given; help and the notices show themselves.
print(repr(exit), repr(quit), help, license, sep="\n")
print(exit.name, type(quit).__name__, callable(copyright), callable(credits))
for leave in (lambda: exit(), lambda: quit(3), lambda: exit("bye")):
    try: leave()
    except SystemExit as e: print("SystemExit", repr(e.code), e.args)
license()
