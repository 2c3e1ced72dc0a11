# Functions, loops and branches.
def fibonacci(n):
    """The first n numbers."""
    a, b = 0, 1
    for _ in range(n):
        yield a
        a, b = b, a + b


def is_prime(n):
    if n < 2:
        return False
    i = 2
    while i * i <= n:
        if n % i == 0:
            return False
        i += 1
    return True


def greet(name, greeting="Hello", *rest, **options):
    return f"{greeting}, {name}{'!' * len(rest)}{options.get('end', '')}"


print(list(fibonacci(10)))
print([n for n in range(30) if is_prime(n)])
print(greet("Ada"), greet("Bob", "Hi", 1, 2), greet(name="Cy", end="?"))
for n in range(1, 16):
    if n % 15 == 0:
        print("FizzBuzz")
    elif n % 5 == 0:
        print("Buzz")
    elif n % 3 == 0:
        print("Fizz")
    else:
        print(n)
square = lambda x: x * x
print(list(map(square, [1, 2, 3])), sum(square(i) for i in range(4)), max(3, 1, 2), min([4, 2]))


def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


print(factorial(5), factorial(20), factorial(30))
guess = int(input("A number: "))
print("right" if guess == 1 else "wrong")
