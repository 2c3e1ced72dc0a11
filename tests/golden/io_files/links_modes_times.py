# Symbolic links, permissions and times of files, and what shutil.copytree makes of them.
import os, shutil, stat, tempfile

with tempfile.TemporaryDirectory() as top:
    os.chdir(top)
    os.mkdir("a")
    with open("a/text", "w") as file:
        file.write("text")
    os.chmod("a/text", 0o640)
    os.utime("a/text", (1000, 2000.5))
    info = os.stat("a/text")
    print(oct(stat.S_IMODE(info.st_mode)), info.st_atime, info.st_mtime_ns)
    os.symlink("text", "a/link")
    os.symlink("nowhere", "a/dangling")
    os.symlink("a", "b")
    print(os.readlink("a/link"), open("b/link").read(), os.path.islink("b"), os.path.isdir("b"))
    print(os.path.exists("a/dangling"), os.path.lexists("a/dangling"), os.lstat("a/link").st_size)
    print(sorted((entry.name, entry.is_symlink(), entry.is_file()) for entry in os.scandir("a")))
    shutil.copytree("a", "c", symlinks=True)
    print(sorted(os.listdir("c")), os.readlink("c/link"), open("c/text").read())
    print(os.stat("c/text").st_mtime == 2000.5, oct(stat.S_IMODE(os.stat("c/text").st_mode)))
    os.symlink("y", "x")
    os.symlink("x", "y")
    for work in (lambda: open("x"), lambda: os.readlink("c/text"), lambda: os.symlink("q", "x")):
        try:
            work()
        except OSError as error:
            print(type(error).__name__)
    print(os.path.realpath("b/link") == os.path.realpath("a/text"))
    os.remove("b")
    shutil.rmtree("c")
    print(sorted(os.listdir(".")))
    os.chdir("/")
