# Errors of decimal and datetime read as those of CPython's C modules, and their frames do not show.
import datetime, decimal, traceback
from datetime import date, timedelta, timezone

def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error, len(traceback.extract_tb(error.__traceback__)))

attempt(lambda: decimal.Decimal("x"))
attempt(lambda: decimal.Decimal(1) / 0)
attempt(lambda: decimal.Decimal(0) / 0)
attempt(lambda: decimal.Decimal("sNaN") + 1)
attempt(lambda: decimal.Decimal(1) + 1.5)
with decimal.localcontext() as context:
    context.prec = 5
    print(decimal.Decimal(1) / 3, context.flags[decimal.Inexact])
attempt(lambda: date(2024, 1, 1) < datetime.datetime(2024, 1, 1))
attempt(lambda: date(2024, 1, 1) + 1)
attempt(lambda: date.max + timedelta(1))
attempt(lambda: datetime.datetime(2024, 1, 1) - datetime.datetime(2024, 1, 1, tzinfo=timezone.utc))
attempt(lambda: date(2024, 1, 1).isocalendar())
attempt(lambda: datetime())
