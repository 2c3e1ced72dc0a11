# A matrix class with operators, determinants by elimination over fractions, and inverses.
from fractions import Fraction

class Matrix:
    def __init__(self, rows):
        self.rows = [list(map(Fraction, row)) for row in rows]
        if len({len(r) for r in self.rows}) != 1:
            raise ValueError("rows differ in length")

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __getitem__(self, key):
        match key:
            case int(): return self.rows[key]
            case (int(i), int(j)): return self.rows[i][j]
            case (slice() as a, slice() as b): return Matrix([r[b] for r in self.rows[a]])
        raise TypeError(f"bad index {key!r}")

    def __add__(self, other):
        if not isinstance(other, Matrix):
            return NotImplemented
        return Matrix([[a + b for a, b in zip(r, s, strict=True)] for r, s in zip(self.rows, other.rows, strict=True)])

    def __mul__(self, k):
        return Matrix([[a * k for a in r] for r in self.rows])
    __rmul__ = __mul__

    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"cannot multiply {self.shape} by {other.shape}")
        columns = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in columns] for r in self.rows])

    def __pow__(self, n):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result @= base
            base, n = base @ base, n >> 1
        return result

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def reduce(self):
        """Row echelon form and determinant factor."""
        rows, det = [r[:] for r in self.rows], Fraction(1)
        for c in range(min(self.shape)):
            pivot = next((r for r in range(c, len(rows)) if rows[r][c]), None)
            if pivot is None:
                return rows, Fraction(0)
            if pivot != c:
                rows[c], rows[pivot] = rows[pivot], rows[c]
                det = -det
            det *= rows[c][c]
            rows[c] = [x / rows[c][c] for x in rows[c]]
            for r in range(len(rows)):
                if r != c and (f := rows[r][c]):
                    rows[r] = [x - f * y for x, y in zip(rows[r], rows[c])]
        return rows, det

    def det(self):
        return self.reduce()[1]

    def inverse(self):
        n = len(self.rows)
        rows, det = Matrix([r + i for r, i in zip(self.rows, Matrix.identity(n).rows)]).reduce()
        if not det:
            raise ZeroDivisionError("singular matrix")
        return Matrix([r[n:] for r in rows])

    def __str__(self):
        cells = [[str(x) for x in r] for r in self.rows]
        widths = [max(map(len, c)) for c in zip(*cells)]
        return "\n".join("[" + " ".join(x.rjust(w) for x, w in zip(r, widths)) + "]" for r in cells)

a = Matrix([[2, 1, 0], [1, 3, -1], [0, 5, 4]])
print(a, a.det(), a.inverse(), sep="\n")
print(a @ a.inverse() == Matrix.identity(3), (a + a) == 2 * a, a.T.T == a, a[0, 1], a[1], a[:2, 1:].shape)
print(Matrix([[1, 1], [1, 0]]) ** 90)
hilbert = Matrix([[Fraction(1, i + j + 1) for j in range(6)] for i in range(6)])
print(hilbert.det(), hilbert.inverse()[5, 5])
for f in (lambda: a @ Matrix([[1]]), lambda: Matrix([[1, 2], [2, 4]]).inverse(), lambda: Matrix([[1], [1, 2]]), lambda: a + 1, lambda: a["x"], lambda: a + Matrix([[1, 2, 3]])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
