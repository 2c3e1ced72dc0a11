# Frames from exec'd text have no source lines.
src = "def f():\n    return 1 / 0\nf()\n"
exec(src)
