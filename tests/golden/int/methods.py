# bit_length, bit_count, as_integer_ratio, conjugate, real, imag, is_integer.
for n in (0, 1, -1, 255, 256, -256, 2**48, 2**64 - 1, -(2**100)):
    print(n, n.bit_length(), n.bit_count(), n.as_integer_ratio(), n.conjugate(), n.real, n.imag, n.numerator, n.denominator, n.is_integer(), n.__ceil__(), n.__floor__(), n.__trunc__())
print(True.bit_length(), True.real, type(True.conjugate()).__name__, (5).__class__, int.__name__)
print((10).__add__(5), (10).__add__("x"), (7).__rsub__(10), (2).__pow__(3, 5), (5).__divmod__(3))
print((1).__eq__(1.0), (3).__bool__(), (3).__hash__() == hash(3))
