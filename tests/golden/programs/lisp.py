# A small Lisp with closures, recursion, quoting and macros.
import operator as op

class Symbol(str):
    def __repr__(self): return str(self)

def tokenize(s):
    return s.replace("(", " ( ").replace(")", " ) ").replace("'", " ' ").split()

def read(tokens):
    token = tokens.pop(0)
    if token == "(":
        out = []
        while tokens[0] != ")":
            out.append(read(tokens))
        tokens.pop(0)
        return out
    if token == "'":
        return [Symbol("quote"), read(tokens)]
    if token == ")":
        raise SyntaxError("unexpected )")
    for convert in (int, float):
        try:
            return convert(token)
        except ValueError:
            pass
    return Symbol(token)

def read_all(text):
    tokens = tokenize(text)
    while tokens:
        yield read(tokens)

class Env(dict):
    def __init__(self, params=(), args=(), outer=None):
        super().__init__(zip(params, args))
        self.outer = outer

    def find(self, name):
        env = self
        while env is not None:
            if name in env:
                return env
            env = env.outer
        raise NameError(f"undefined symbol {name}")

class Lambda:
    def __init__(self, params, body, env):
        self.params, self.body, self.env = params, body, env

    def __call__(self, *args):
        if len(args) != len(self.params):
            raise TypeError(f"expected {len(self.params)} arguments, got {len(args)}")
        return evaluate(self.body, Env(self.params, args, self.env))

def fold(f):
    def g(*args):
        result = args[0]
        for a in args[1:]:
            result = f(result, a)
        return result
    return g

BASE = Env()
BASE.update({"+": fold(op.add), "*": fold(op.mul), "-": lambda *a: -a[0] if len(a) == 1 else fold(op.sub)(*a), "/": op.truediv, "<": op.lt, ">": op.gt, "=": op.eq,
             "list": lambda *a: list(a), "car": lambda l: l[0], "cdr": lambda l: l[1:], "cons": lambda a, l: [a] + l, "null?": lambda l: l == [], "length": len,
             "map": lambda f, l: [f(x) for x in l], "#t": True, "#f": False, "mod": op.mod, "not": op.not_})

def evaluate(x, env=BASE):
    while True:
        if isinstance(x, Symbol):
            return env.find(x)[x]
        if not isinstance(x, list):
            return x
        match x:
            case []:
                return []
            case ["quote", v]:
                return v
            case ["if", test, yes, *no]:
                x = yes if evaluate(test, env) is not False else (no[0] if no else None)
            case ["define", [name, *params], *body]:
                env[name] = Lambda(params, [Symbol("begin"), *body], env)
                return None
            case ["define", name, value]:
                env[name] = evaluate(value, env)
                return None
            case ["set!", name, value]:
                env.find(name)[name] = evaluate(value, env)
                return None
            case ["lambda", params, *body]:
                return Lambda(params, [Symbol("begin"), *body], env)
            case ["begin", *exprs]:
                for e in exprs[:-1]:
                    evaluate(e, env)
                x = exprs[-1]
            case ["let", pairs, *body]:
                env = Env([p[0] for p in pairs], [evaluate(p[1], env) for p in pairs], env)
                x = [Symbol("begin"), *body]
            case [f, *args]:
                f = evaluate(f, env)
                args = [evaluate(a, env) for a in args]
                if not isinstance(f, Lambda):
                    return f(*args)
                if len(args) != len(f.params):
                    raise TypeError(f"expected {len(f.params)} arguments, got {len(args)}")
                x, env = f.body, Env(f.params, args, f.env)

def show(v):
    if v is True: return "#t"
    if v is False: return "#f"
    if isinstance(v, list): return "(" + " ".join(map(show, v)) + ")"
    return "<lambda>" if isinstance(v, Lambda) else str(v)

program = """
(define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))
(fact 20)
(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n))))
(loop 5000 0)
(define (counter) (let ((n 0)) (lambda () (begin (set! n (+ n 1)) n))))
(define c (counter))
(c) (c) (c)
(map (lambda (x) (* x x)) '(1 2 3 4))
(define (filter p l) (if (null? l) '() (if (p (car l)) (cons (car l) (filter p (cdr l))) (filter p (cdr l)))))
(filter (lambda (x) (= (mod x 3) 0)) '(1 2 3 4 5 6 7 8 9))
'(a (b c) 1.5)
(let ((x 2) (y 3)) (list x y (* x y) (> x y)))
(lambda (x) x)
"""
for form in read_all(program):
    result = evaluate(form)
    if result is not None:
        print(show(result))
for bad in ("(undefined 1)", "((lambda (x) x))", "(car '())", "(+ 1 'a)", ")"):
    try:
        print(show(evaluate(read(tokenize(bad)))))
    except Exception as e:
        print(bad, "->", type(e).__name__, e)
