# Symbolic links are made, read and followed; times of files are set.
import os, pathlib

os.mkdir("top")
pathlib.Path("top/a.txt").write_text("a")
os.symlink("a.txt", "top/link")
print(os.readlink("top/link"), pathlib.Path("top/link").is_symlink(), os.path.realpath("top/link").endswith("top/a.txt"))
os.utime("top/a.txt", (5, 7))
print(os.stat("top/a.txt").st_mtime, os.path.islink("top/a.txt"))
os.unlink("top/link")
print(os.listdir("top"))
