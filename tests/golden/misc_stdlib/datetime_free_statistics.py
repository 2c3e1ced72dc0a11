# statistics of exact data.
import statistics as s
print(s.mean([1, 2, 3, 4]), s.median([3, 1, 2]), s.median([4, 1, 3, 2]), s.mode("aab"), s.multimode("aabb"))
print(s.median_low([1, 2, 3, 4]), s.median_high([1, 2, 3, 4]), s.pvariance([1, 2, 3, 4]))
print(s.variance([2, 4, 6]), s.stdev([2, 4, 6]), s.fmean([1, 2, 4]), s.harmonic_mean([1, 2, 4]))
print(s.quantiles([1, 2, 3, 4, 5], n=4), round(s.geometric_mean([1, 2, 4]), 9))
from fractions import Fraction as F
print(s.mean([F(1, 2), F(1, 3)]), s.covariance([1, 2, 3], [1, 2, 3]))
print(s.linear_regression([1, 2, 3], [2, 4, 6]), s.correlation([1, 2, 3], [3, 2, 1]))
for f in (lambda: s.mean([]), lambda: s.variance([1]), lambda: s.median([]), lambda: s.mode([])):
    try: print(f())
    except s.StatisticsError as e: print(e)
