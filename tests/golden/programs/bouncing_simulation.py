# A physics step with vectors, collisions and exact reporting.
import math

class Vec:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y)
    def __sub__(self, o): return Vec(self.x - o.x, self.y - o.y)
    def __mul__(self, k): return Vec(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __neg__(self): return Vec(-self.x, -self.y)
    def __iadd__(self, o):
        self.x += o.x
        self.y += o.y
        return self
    def __abs__(self): return math.hypot(self.x, self.y)
    def __iter__(self): yield self.x; yield self.y
    def __eq__(self, o): return tuple(self) == tuple(o)
    def __repr__(self): return f"Vec({self.x:.3f}, {self.y:.3f})"
    def __format__(self, spec): return f"({format(self.x, spec)}, {format(self.y, spec)})"
    def dot(self, o): return self.x * o.x + self.y * o.y

class Ball:
    count = 0
    def __init__(self, pos, vel, radius=1.0):
        Ball.count += 1
        self.name = f"ball{Ball.count}"
        self.pos, self.vel, self.radius, self.bounces = pos, vel, radius, 0

    def step(self, dt, gravity, size):
        self.vel += gravity * dt
        self.pos += self.vel * dt
        for axis, limit in (("x", size), ("y", size)):
            p, v = getattr(self.pos, axis), getattr(self.vel, axis)
            low, high = self.radius, limit - self.radius
            if p < low and v < 0 or p > high and v > 0:
                setattr(self.vel, axis, -v * 0.9)
                setattr(self.pos, axis, min(max(p, low), high))
                self.bounces += 1

    @property
    def energy(self):
        return 0.5 * self.vel.dot(self.vel) + 9.8 * self.pos.y

balls = [Ball(Vec(2, 8), Vec(1.5, 0)), Ball(Vec(5, 5), Vec(-2, 3), radius=0.5)]
gravity = Vec(0, -9.8)
for tick in range(1, 401):
    for ball in balls:
        ball.step(0.01, gravity, 10)
    if tick % 80 == 0:
        print(f"t={tick / 100:.1f}", *(f"{b.name} at {b.pos:.2f} bounces {b.bounces} energy {b.energy:.3f}" for b in balls), sep=" | ")
a, b = (ball.pos for ball in balls)
print(a, b, f"{abs(a - b):.4f}", a == Vec(*a), -a, 2 * Vec(1, 2), list(Vec(3, 4)), abs(Vec(3, 4)))
