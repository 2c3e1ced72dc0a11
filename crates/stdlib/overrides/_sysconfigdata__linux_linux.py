# Names the settings for this platform, whose name `sysconfig` asks for.
from _sysconfigdata import build_time_vars
