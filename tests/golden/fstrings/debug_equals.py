# The = specifier shows the source text and the value.
x = 5; s = "a'b"; n = 3.14159
print(f"{x=}", f"{x = }", f"{ x  =  }", f"{x+1=}", f"{s=}", f"{s=!s}", f"{s=!r}", f"{n=:.2f}", f"{n = :8.1f}|", f"{x=:>5}", f"{s=:>6}", f"{[1, 2][0]=}", f"{len('ab')=}", f"{x==5=}", f"{(lambda: 1)()=}", f"{x=}{s=}", f"pre {x=} post", sep="\n")
print(f"{
x
=}", f"{x = !a:>4}", f'{"str"=}', f"{'é'=!a}")
