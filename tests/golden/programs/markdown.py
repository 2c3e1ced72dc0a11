# A little Markdown converter with a state machine and regular expressions.
import re
import html

INLINE = [
    (re.compile(r"`([^`]+)`"), lambda m: f"<code>{m[1]}</code>"),
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\*(.+?)\*"), r"<em>\1</em>"),
    (re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)"), r'<a href="\2">\1</a>'),
]

def inline(text):
    text = html.escape(text, quote=False)
    for pattern, repl in INLINE:
        text = pattern.sub(repl, text)
    return text

def convert(source):
    out, para, lists, code = [], [], [], None
    def flush():
        if para:
            out.append(f"<p>{inline(' '.join(para))}</p>")
            para.clear()
    def close(depth=0):
        while len(lists) > depth:
            out.append(f"{'  ' * (len(lists) - 1)}</{lists.pop()}>")
    for line in source.splitlines():
        if code is not None:
            if line.startswith("```"):
                out.append("<pre>" + html.escape("\n".join(code)) + "</pre>")
                code = None
            else:
                code.append(line)
        elif line.startswith("```"):
            flush(); close()
            code = []
        elif m := re.match(r"(#{1,6})\s+(.*)", line):
            flush(); close()
            out.append(f"<h{len(m[1])}>{inline(m[2])}</h{len(m[1])}>")
        elif m := re.match(r"(\s*)([-*]|\d+\.)\s+(.*)", line):
            flush()
            depth, kind = len(m[1]) // 2 + 1, "ul" if m[2] in "-*" else "ol"
            close(depth)
            if len(lists) < depth:
                out.append(f"{'  ' * len(lists)}<{kind}>")
                lists.append(kind)
            out.append(f"{'  ' * len(lists)}<li>{inline(m[3])}</li>")
        elif not line.strip():
            flush(); close()
        else:
            para.append(line.strip())
    flush(); close()
    return "\n".join(out)

print(convert("""# Title with `code`

A *first* paragraph
over **two** lines & <tags>.

- one
- two with [a link](http://x.y/z)
  - nested
  1. ordered
- three

```
if a < b:
    print("raw *text*")
```
## End
last"""))
