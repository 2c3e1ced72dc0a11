# sys: version, flags and limits that do not depend on the platform.
import sys
print(sys.version_info[:2], sys.version_info >= (3, 14), sys.version_info.releaselevel, sys.byteorder, sys.maxunicode, sys.maxsize in (2**31 - 1, 2**63 - 1), sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.float_info.mant_dig, sys.hash_info.inf, sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.stdout.encoding, sys.int_info.default_max_str_digits)
print(sys.argv, sys.modules["sys"] is sys, "builtins" in sys.builtin_module_names, sys.getrefcount([]) >= 1, sys.flags.optimize, sys.flags.debug, sys.dont_write_bytecode in (True, False), type(sys.path).__name__, sys.stdin.name, sys.stdout.name, sys.stderr.name, type(sys.getsizeof(1)).__name__, sys.hexversion >> 16 == 0x30e, sys.api_version, sys.float_repr_style, sys.copyright[:9], sys.is_finalizing())
print(sys.getswitchinterval(), sys.intern("a") is sys.intern("a"), sys.exc_info(), sys.implementation.name in ("cpython", "whipsnake"), sys.implementation.version[:2], callable(sys.exit), sys.orig_argv is not None, "json" in sys.stdlib_module_names, sys.displayhook is sys.__displayhook__, sys.platform in ("linux", "darwin", "win32", "emscripten", "wasi"))
try: sys.version_info.major = 4
except AttributeError as e: print(e)
try: sys.exit("x")
except SystemExit as e: print(e.code, e.args)
sys.displayhook(None); sys.displayhook(5); import builtins; print(builtins._)
