# A bare raise re-raises what is being handled, keeping its traceback.
def tb_names(e):
    tb, names = e.__traceback__, []
    while tb: names.append(f"{tb.tb_frame.f_code.co_name}:{tb.tb_lineno}"); tb = tb.tb_next
    return names
def a(): raise ValueError("v")
def b():
    try: a()
    except ValueError: raise
def c():
    try: b()
    except ValueError as e: raise e
try: c()
except ValueError as e: print(tb_names(e))
