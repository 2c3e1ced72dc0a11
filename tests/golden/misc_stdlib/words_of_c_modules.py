# Breaks if a module written in Python here words errors or shows itself otherwise than the one in C.
import decimal
import io
import queue
import struct
from datetime import datetime, time, timezone, timedelta

print(decimal.Context(prec=5, flags=[decimal.Inexact, decimal.Rounded]))
utc, east = timezone.utc, timezone(timedelta(hours=1))
moments = [datetime(2024, 1, 1), datetime(2024, 1, 1, tzinfo=utc), datetime(2024, 1, 1, 1, tzinfo=east)]
print(moments[0] == moments[1], moments[1] == moments[2], moments[1] < moments[2], moments[2] >= moments[1])
print(moments[1] < datetime(2024, 1, 1, tzinfo=east), moments[1] > datetime(2024, 1, 1, tzinfo=east))
print(time(1, tzinfo=utc) == time(2, tzinfo=east), time(1, tzinfo=utc) < time(1, tzinfo=east))
closed = io.StringIO()
closed.close()
calls = [
    lambda: moments[0] < moments[1],
    lambda: time(1) < time(1, tzinfo=utc),
    lambda: datetime(2024, 1, 1, tzinfo=1),
    lambda: queue.Queue().get_nowait(),
    lambda: closed.read(),
    lambda: io.StringIO().read("a"),
    lambda: struct.calcsize("i\0"),
    lambda: struct.pack_into("<I", bytearray(10), -2, 1),
    lambda: struct.unpack_from("<I", bytearray(10), -2),
    lambda: struct.unpack_from("<I", bytearray(10), -12),
    lambda: open(1.5),
]
for call in calls:
    try:
        print(call())
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)
