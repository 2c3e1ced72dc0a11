# The Mandelbrot set in characters, from plain float arithmetic.
for y in range(-10, 11, 2):
    row = ""
    for x in range(-40, 21, 2):
        a = b = n = 0
        while a * a + b * b <= 4 and n < 60:
            a, b = a * a - b * b + x / 20, 2 * a * b + y / 9
            n += 1
        row += " .:-=+*#%@"[n * 9 // 60]
    print(row.rstrip())
