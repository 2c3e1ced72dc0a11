# input() waits without blocking the page.
import random

secret = random.randint(1, 100)
print("I am thinking of a number from 1 to 100.")
tries = 0
while True:
    answer = input("Your guess: ")
    tries += 1
    try:
        guess = int(answer)
    except ValueError:
        print("That is not a number.")
        continue
    if guess == secret:
        print(f"Right, after {tries} tries!")
        break
    print("Too small." if guess < secret else "Too large.")
