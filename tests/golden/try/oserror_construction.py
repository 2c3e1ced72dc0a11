# OSError picks its subclass by errno and formats its arguments.
import errno
for n in ("ENOENT", "EEXIST", "EACCES", "EPERM", "ENOTDIR", "EISDIR", "EPIPE", "ECHILD", "EAGAIN", "ECONNREFUSED", "ETIMEDOUT", "ESRCH", "EINTR", "ENOSPC"):
    print(n, type(OSError(getattr(errno, n), "m")).__name__)
e = OSError(errno.ENOENT, "No such file", "f.txt")
print(str(e).split("] ")[1], type(e).__name__, e.errno == errno.ENOENT, e.strerror, e.filename, e.filename2, len(e.args))
e = OSError(errno.ENOENT, "m", "a", None, "b"); print(str(e).split("] ")[1], e.filename2)
print(OSError("just text"), OSError("just text").errno)
print(FileNotFoundError(5, "m").errno, type(OSError(99999, "m")).__name__)
print(IOError is OSError, EnvironmentError is OSError)
e = BlockingIOError(errno.EAGAIN, "m", 7); print(e.characters_written)
