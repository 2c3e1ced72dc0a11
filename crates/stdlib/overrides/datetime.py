# Replaces CPython's, which prefers the module in C: errors are worded as there.
"""Specific date/time and related types.

See https://data.iana.org/time-zones/tz-link.html for
time zone and DST data sources.
"""

import _pydatetime
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


def _check_tzinfo(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        kind = type(zone).__name__
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type {kind!r}")


def _comparison(kind, fields):
    """A `_cmp` for a class of moments: -1, 0 or 1, and 2 for what can neither be ordered nor is equal."""

    def _cmp(self, other, allow_mixed=False):
        if self._tzinfo is other._tzinfo:
            mine = others = None
        else:
            mine, others = self.utcoffset(), other.utcoffset()
            if allow_mixed and kind == "datetimes":
                # What the fold decides equals nothing in another zone.
                for moment, offset in (self, mine), (other, others):
                    if offset != moment.replace(fold=not moment.fold).utcoffset():
                        return 2
        if mine == others:
            a, b = fields(self), fields(other)
            return 0 if a == b else 1 if a > b else -1
        if mine is None or others is None:
            if allow_mixed:
                return 2
            raise TypeError(f"can't compare offset-naive and offset-aware {kind}")
        if kind == "datetimes":
            apart = self - other
            return -1 if apart.days < 0 else 1 if apart else 0
        a, b = (moment.hour * 60 + moment.minute - offset // timedelta(minutes=1)
                for moment, offset in ((self, mine), (other, others)))
        a, b = (a, self.second, self.microsecond), (b, other.second, other.microsecond)
        return 0 if a == b else 1 if a > b else -1

    return _cmp


def _time_fields(self):
    return self._hour, self._minute, self._second, self._microsecond


def _datetime_fields(self):
    return (self._year, self._month, self._day) + _time_fields(self)


_pydatetime._check_tzinfo_arg = _check_tzinfo
time._cmp = _comparison("times", _time_fields)
datetime._cmp = _comparison("datetimes", _datetime_fields)
