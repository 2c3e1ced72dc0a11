# csv and configparser read and write small files.
import csv, io, configparser
print(list(csv.reader(io.StringIO('a,b\n"x, y","q ""z"""\n\n1,\n'))))
print(list(csv.DictReader(io.StringIO("n,v\nx,1\ny,2\n"))))
print(list(csv.reader(["a;b'c;d'"], delimiter=";", quotechar="'")))
o = io.StringIO(); w = csv.writer(o); w.writerow([1, "a,b", 'q"', None, 2.5, ""])
w.writerows([["x"], ["y\nz"]]); d = csv.DictWriter(o, ["k", "v"]); d.writeheader()
d.writerow({"k": 1, "v": "é"}); print(repr(o.getvalue()))
try: list(csv.reader(['"abc'], strict=True))
except csv.Error as e: print(e)
try: d.writerow({"bad": 1})
except ValueError as e: print(e)
c = configparser.ConfigParser()
c.read_string("[DEFAULT]\nbase = 1\n[s]\nx = %(base)s2\nlist = a\n  b\nflag = yes\n; comment\n")
print(c.sections(), c["s"]["x"], c.getint("s", "base"), c.getboolean("s", "flag"), repr(c["s"]["list"]))
print(c.has_option("s", "zz"), c.get("s", "zz", fallback="fb"), dict(c["s"]))
c["n"] = {"k": "v"}; o = io.StringIO(); c.write(o); print(o.getvalue())
for f in (
    lambda: c.get("zz", "a"), lambda: c.get("s", "zz"),
    lambda: configparser.ConfigParser().read_string("x=1"), lambda: c.add_section("s"),
):
    try: f()
    except configparser.Error as e: print(type(e).__name__, str(e).splitlines()[0])
