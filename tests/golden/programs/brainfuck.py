# An interpreter for a tiny language runs its hello world.
def run(source, stdin=""):
    jumps, stack = {}, []
    for i, c in enumerate(source):
        if c == "[":
            stack.append(i)
        elif c == "]":
            if not stack:
                raise SyntaxError(f"unmatched ] at {i}")
            jumps[i] = stack[-1]
            jumps[stack.pop()] = i
    if stack:
        raise SyntaxError(f"unmatched [ at {stack[-1]}")
    tape, p, pc, out, steps = bytearray(300), 0, 0, [], 0
    data = iter(stdin)
    while pc < len(source):
        c = source[pc]
        if c == ">": p += 1
        elif c == "<": p -= 1
        elif c == "+": tape[p] = (tape[p] + 1) % 256
        elif c == "-": tape[p] = (tape[p] - 1) % 256
        elif c == ".": out.append(chr(tape[p]))
        elif c == ",": tape[p] = ord(next(data, "\0"))
        elif c == "[" and not tape[p]: pc = jumps[pc]
        elif c == "]" and tape[p]: pc = jumps[pc]
        pc += 1
        steps += 1
    return "".join(out), steps

HELLO = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++."
print(run(HELLO))
print(run(",[.,]", "echo"))
print(run(">,[>,]<[.<]", "reverse"))
counter = "++++++++[>++++++<-]>>++++++++++<<++++++++++[>.+<-]>>."
print(run(counter)[0].split())
for bad in ("[", "]", "[[]"):
    try:
        run(bad)
    except SyntaxError as e:
        print(e)
