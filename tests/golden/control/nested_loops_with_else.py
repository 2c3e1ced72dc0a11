# Loops with else, break and continue at three depths.
log = []
for i in range(3):
    for j in range(3):
        for k in range(3):
            if k == j: continue
            if i == 2: break
            if i + j + k == 4: break
            log.append((i, j, k))
        else:
            log.append(f"k-else {i}{j}"); continue
        if i == 2: break
    else:
        log.append(f"j-else {i}"); continue
    log.append(f"j-break {i}"); break
else: log.append("i-else")
print(*log, sep="\n")
