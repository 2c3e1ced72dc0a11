# scandir's entries know their kind; os.walk, glob and shutil build on it.
import os, shutil, glob, pathlib

os.makedirs("top/inner")
for name in ["top/a.txt", "top/b.py", "top/inner/c.py"]:
    pathlib.Path(name).write_text(name)
with os.scandir("top") as entries:
    for entry in sorted(entries, key=lambda entry: entry.name):
        print(entry, entry.path, entry.is_dir(), entry.is_file(), entry.is_symlink(), entry.stat().st_size > 0)
print([(root, sorted(folders), sorted(files)) for root, folders, files in os.walk("top")])
print(sorted(glob.glob("**/*.py", root_dir="top", recursive=True)), sorted(map(str, pathlib.Path("top").rglob("*"))))
shutil.copytree("top", "copy")
shutil.move("copy/a.txt", "copy/z.txt")
print(sorted(os.listdir("copy")))
shutil.rmtree("top")
shutil.rmtree("copy")
print(os.path.exists("top"), type(next(os.scandir("."), None)).__name__)
