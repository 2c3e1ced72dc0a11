# Replaces CPython's, which prefers the module in C: errors are worded as there.
"""Specific date/time and related types.

See https://data.iana.org/time-zones/tz-link.html for
time zone and DST data sources.
"""

from _pydatetime import *
from _pydatetime import _IsoCalendarDate

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC")

_WORDS = {
    "cannot mix naive and timezone-aware time": "can't subtract offset-naive and offset-aware datetimes",
    "result out of range": "date value out of range",
}


def _reworded(cls, name):
    method = getattr(cls, name)

    def replacement(self, other):
        try:
            return method(self, other)
        except (TypeError, OverflowError) as error:
            words = _WORDS.get(str(error))
            if words is None:
                raise
            raise type(error)(words) from None

    for attribute in ("__name__", "__qualname__", "__doc__", "__module__"):
        setattr(replacement, attribute, getattr(method, attribute))
    setattr(cls, name, replacement)


_reworded(date, "__add__")
_reworded(datetime, "__add__")
_reworded(datetime, "__sub__")
date.__radd__ = date.__add__
datetime.__radd__ = datetime.__add__


def _show_week(self):
    return f"datetime.{type(self).__name__}(year={self[0]}, week={self[1]}, weekday={self[2]})"


_IsoCalendarDate.__repr__ = _show_week
