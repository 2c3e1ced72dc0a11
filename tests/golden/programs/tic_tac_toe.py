# A perfect player of tic-tac-toe by minimax never loses.
from functools import lru_cache

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]

def winner(board):
    for a, b, c in LINES:
        if board[a] != "." and board[a] == board[b] == board[c]:
            return board[a]
    return "draw" if "." not in board else None

def other(player):
    return "O" if player == "X" else "X"

@lru_cache(maxsize=None)
def best(board, player):
    """Value for `player` (1 win, 0 draw, -1 loss) and the move."""
    result = winner(board)
    if result is not None:
        return (0 if result == "draw" else 1 if result == player else -1), None
    options = []
    for i, cell in enumerate(board):
        if cell == ".":
            value, _ = best(board[:i] + player + board[i + 1:], other(player))
            options.append((-value, -i))
    value, move = max(options)
    return value, -move

def show(board):
    return "\n".join(" ".join(board[r:r + 3]) for r in range(0, 9, 3))

def play(board="." * 9, player="X"):
    while winner(board) is None:
        value, move = best(board, player)
        board = board[:move] + player + board[move + 1:]
        print(f"{player} plays {move} (value {value:+d})")
        player = other(player)
    return board

final = play()
print(show(final))
print("result:", winner(final))
print("positions seen:", best.cache_info().currsize)
for start in ("X........", "....X....", "XO..X....", "X.O.O...."):
    turn = "X" if start.count("X") == start.count("O") else "O"
    print(start, turn, best(start, turn))
