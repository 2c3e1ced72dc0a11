# Handlers run when a signal is raised; SIGINT raises KeyboardInterrupt unless a program says otherwise.
import signal


def handler(number, frame):
    print("handler", signal.Signals(number).name, frame.f_code.co_name)


print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.strsignal(signal.SIGINT) is not None)
print(repr(signal.signal(signal.SIGUSR1, handler)))
signal.raise_signal(signal.SIGUSR1)
print(signal.getsignal(signal.SIGUSR1) is handler)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt as error:
    print("interrupted", error.args)
signal.signal(signal.SIGINT, handler)
signal.raise_signal(signal.SIGINT)
for call in [
    lambda: signal.signal(1, 5),
    lambda: signal.signal(100, handler),
    lambda: signal.getsignal(100),
    lambda: signal.default_int_handler(),
]:
    try:
        call()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
