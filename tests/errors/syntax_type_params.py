# A type parameter without default after one with.
def f[T = int, U](): pass
