# A misspelt attribute gets a suggestion.
class Robot:
    def __init__(self): self.battery_level = 5
    def charge_up(self): pass
Robot().batery_level
