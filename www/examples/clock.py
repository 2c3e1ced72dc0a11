# time.sleep() waits without blocking the page; Stop ends it.
import time

for seconds in range(10, 0, -1):
    print(f"{seconds:2} " + "▮" * seconds)
    time.sleep(1)
print("Done")
