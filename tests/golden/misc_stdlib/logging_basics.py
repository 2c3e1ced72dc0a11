# logging: levels, formatting, handlers, propagation.
import logging, io
s = io.StringIO(); h = logging.StreamHandler(s); h.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
log = logging.getLogger("app.db"); root = logging.getLogger("app"); root.addHandler(h)
root.setLevel(logging.INFO); root.propagate = False
log.debug("hidden"); log.info("shown %d %s", 1, "x"); log.warning("w"); root.error("e %r", "q"); log.critical("c")
try: 1 / 0
except ZeroDivisionError: log.exception("failed")
log.setLevel(logging.ERROR); log.warning("dropped")
print(s.getvalue(), log.getEffectiveLevel(), logging.getLevelName(30), log.isEnabledFor(40), log.parent.name)
class F(logging.Filter):
    def filter(self, r): return "ok" in r.getMessage()
h.addFilter(F()); s.truncate(0); s.seek(0); root.error("not"); root.error("ok then"); print(s.getvalue().strip("\0"))
