# A priority queue of events with callbacks, cancellation and recurring events.
import heapq
import itertools

class Scheduler:
    def __init__(self):
        self.queue, self.now, self.ids, self.cancelled = [], 0, itertools.count(1), set()
        self.log = []

    def at(self, time, action, *args, priority=0):
        event = next(self.ids)
        heapq.heappush(self.queue, (time, priority, event, action, args))
        return event

    def after(self, delay, action, *args, **kw):
        return self.at(self.now + delay, action, *args, **kw)

    def every(self, period, action, *args, times=None):
        def tick(n):
            action(*args)
            if times is None or n + 1 < times:
                self.after(period, tick, n + 1)
        return self.after(period, tick, 0)

    def cancel(self, event):
        self.cancelled.add(event)

    def run(self, until=float("inf")):
        while self.queue and self.queue[0][0] <= until:
            self.now, _, event, action, args = heapq.heappop(self.queue)
            if event in self.cancelled:
                self.cancelled.discard(event)
                self.log.append((self.now, "cancelled", event))
                continue
            try:
                action(*args)
            except Exception as e:
                self.log.append((self.now, type(e).__name__, str(e)))
        return self.now

s = Scheduler()
def say(text):
    print(f"{s.now:5.1f} {text}")
s.at(3, say, "three")
s.at(1, say, "one")
s.at(3, say, "three, but first", priority=-1)
doomed = s.at(2, say, "never")
s.cancel(doomed)
s.every(1.5, say, "beat", times=4)
s.at(4, lambda: s.after(0.25, say, "nested"))
s.at(5, lambda: 1 / 0)
s.at(5, say, "still running")
s.at(5.5, s.every, 0.1, say, "burst")
print("ended at", s.run(until=5.8))
print(s.log, len(s.queue))
