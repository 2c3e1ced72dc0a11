# Every way of leaving a try inside a loop: what runs and in which order.
def run(how):
    log = []
    def f():
        for i in range(2):
            try:
                try:
                    if how == "return": return "r"
                    if how == "break": break
                    if how == "continue": continue
                    if how == "raise": raise ValueError
                    log.append("body")
                except ValueError:
                    log.append("except")
                    if i: return "r2"
                else: log.append("else")
                finally: log.append("fin1")
            finally: log.append("fin2")
        else: log.append("for-else")
        return "end"
    r = f()
    print(how, r, *log)
for how in ("return", "break", "continue", "raise", "fall"): run(how)
