# A table-driven text adventure plays a scripted session.
ROOMS = {
    "cellar": {"desc": "A damp cellar.", "exits": {"up": "hall"}, "items": ["lamp"]},
    "hall": {"desc": "A long hall.", "exits": {"down": "cellar", "north": "garden", "east": "library"}, "items": []},
    "garden": {"desc": "A walled garden.", "exits": {"south": "hall"}, "items": ["key", "rose"]},
    "library": {"desc": "Shelves everywhere.", "exits": {"west": "hall"}, "items": ["book"], "locked": True},
}

class Game:
    def __init__(self):
        self.room, self.held, self.turns, self.done = "cellar", [], 0, False

    def look(self, *_):
        room = ROOMS[self.room]
        parts = [room["desc"], "Exits: " + ", ".join(sorted(room["exits"])) + "."]
        if room["items"]:
            parts.append("You see: " + ", ".join(room["items"]) + ".")
        return " ".join(parts)

    def go(self, where=None, *_):
        match ROOMS[self.room]["exits"].get(where):
            case None:
                return "You cannot go there."
            case target if ROOMS[target].get("locked") and "key" not in self.held:
                return "It is locked."
            case target:
                self.room = target
                return self.look()

    def take(self, thing=None, *_):
        items = ROOMS[self.room]["items"]
        if thing in items:
            items.remove(thing)
            self.held.append(thing)
            return f"Taken: {thing}."
        return f"There is no {thing or 'such thing'} here."

    def drop(self, thing=None, *_):
        try:
            self.held.remove(thing)
        except ValueError:
            return "You do not have that."
        ROOMS[self.room]["items"].append(thing)
        return "Dropped."

    def bag(self, *_):
        return "You carry " + (", ".join(self.held) or "nothing") + "."

    def read(self, thing=None, *_):
        if thing == "book" and "book" in self.held:
            self.done = True
            return "The book tells the story of your adventure. The end."
        return "Nothing to read."

    def command(self, line):
        self.turns += 1
        match line.lower().split():
            case []:
                return "Say something."
            case ["go" | "walk", *rest]:
                return self.go(*rest)
            case [("north" | "south" | "east" | "west" | "up" | "down") as direction]:
                return self.go(direction)
            case [verb, *rest] if (method := getattr(self, verb, None)) and verb in ("look", "take", "drop", "bag", "read"):
                return method(*rest)
            case [verb, *_]:
                return f"I do not know how to {verb}."

game = Game()
for line in """look
take lamp
bag
go sideways
up
east
north
take key
take sword
south

fly
walk east
take book
drop lamp
drop lamp
look
read book""".split("\n"):
    print(">", line)
    print(game.command(line))
    if game.done:
        print("turns:", game.turns)
        break
