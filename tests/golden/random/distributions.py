# Distributions of a seeded generator, to ten digits.
import random
r = random.Random(7); f = lambda x: f"{x:.10g}"
print(f(r.gauss(0, 1)), f(r.gauss(0, 1)), f(r.normalvariate(5, 2)), f(r.expovariate(1.5)))
print(f(r.betavariate(2, 3)), f(r.gammavariate(2, 1)), f(r.triangular(0, 10, 3)), f(r.lognormvariate(0, 0.5)))
print(f(r.vonmisesvariate(0, 4)), f(r.paretovariate(3)), f(r.weibullvariate(1, 2)))
print(r.binomialvariate(20, 0.3))
class R(random.Random):
    def random(self): return 0.5
print(R().randrange(10), R().choice("abcd"), R().uniform(0, 4))
