# All forms of number literals.
print(0x1F, 0X_ff, 0o17, 0O7_7, 0b101, 0B1_0, 1_000_000, 00, 0_0)
print(1., .5, 1e3, 1E-2, 1_0.0_1e1_0, 1.5e+3, 0e0, 00.5, 09.5)
print(1j, 1.5J, 0j, 1e2j, 00j, 3+4j, -1j)
print(123456789012345678901234567890, 0xFFFFFFFFFFFFFFFFFFFF)
