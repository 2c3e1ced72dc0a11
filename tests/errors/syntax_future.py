# A future import that is not first.
x = 1
from __future__ import annotations
