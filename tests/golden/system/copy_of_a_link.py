# Breaks if what belongs to a link cannot be asked for, copied or given to somebody: tar files are unpacked with that.
import io
import os
import shutil
import tarfile

with open("file", "w") as file:
    file.write("text")
os.symlink("file", "link")
print(os.stat in os.supports_follow_symlinks)
shutil.copy2("link", "copied", follow_symlinks=False)
print(os.readlink("copied"), os.path.islink("copied"))
os.mkdir("tree")
os.symlink("nowhere", "tree/dangling")
shutil.copytree("tree", "twin", symlinks=True)
print(os.listdir("twin"), os.readlink("twin/dangling"))
state = os.stat("file")
os.chown("file", state.st_uid, state.st_gid)
os.chown("file", -1, -1)
packed = io.BytesIO()
with tarfile.open(fileobj=packed, mode="w") as archive:
    archive.add("file")
    archive.add("link")
packed.seek(0)
with tarfile.open(fileobj=packed) as archive:
    archive.extractall("unpacked", filter="fully_trusted")
print(sorted(os.listdir("unpacked")), open("unpacked/link").read())
try:
    os.chown("missing", -1, -1)
except FileNotFoundError as error:
    print(error.filename)
