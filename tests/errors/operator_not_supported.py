# Unsupported operands of user classes.
class Money: pass
wallet = [Money(), Money()]
total = sum(wallet)
