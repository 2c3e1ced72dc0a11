// Colours for Python text: a scanner of a page's length, good enough for eyes and never for a compiler.

const KEYWORDS = new Set(
  ("False None True and as assert async await break class continue def del elif else except finally for from " +
   "global if import in is lambda nonlocal not or pass raise return try while with yield match case type").split(" "),
);
const BUILTINS = new Set(
  ("abs all any ascii bin bool bytearray bytes callable chr classmethod complex dict dir divmod enumerate eval exec " +
   "filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len " +
   "list locals map max memoryview min next object oct open ord pow print property range repr reversed round set " +
   "setattr slice sorted staticmethod str sum super tuple type vars zip self cls").split(" "),
);

const TOKEN = new RegExp(
  [
    String.raw`(?<comment>#[^\n]*)`,
    String.raw`(?<string>\b[rbuftRBUFT]{0,2}(?:"""(?:\\[^]|(?!""")[^\\])*(?:"""|$)|'''(?:\\[^]|(?!''')[^\\])*(?:'''|$)` +
      String.raw`|"(?:\\[^]|[^"\\\n])*(?:"|$|(?=\n))|'(?:\\[^]|[^'\\\n])*(?:'|$|(?=\n)))` +
      String.raw`|(?:"""(?:\\[^]|(?!""")[^\\])*(?:"""|$)|'''(?:\\[^]|(?!''')[^\\])*(?:'''|$)` +
      String.raw`|"(?:\\[^]|[^"\\\n])*(?:"|$|(?=\n))|'(?:\\[^]|[^'\\\n])*(?:'|$|(?=\n))))`,
    String.raw`(?<number>\b(?:0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?\d+)?[jJ]?))`,
    String.raw`(?<decorator>@[\w.]+)`,
    String.raw`(?<word>[\p{L}_][\p{L}\p{N}_]*)`,
  ].join("|"),
  "gu",
);

/** Pieces of the text with the class of each: `[["def", "keyword"], [" ", ""], …]`. */
export function highlight(text) {
  const pieces = [];
  let at = 0;
  let before = "";
  for (const match of text.matchAll(TOKEN)) {
    const { comment, string, number, decorator, word } = match.groups;
    const kind = comment ? "comment" : string ? "string" : number ? "number" : decorator ? "name" : wordKind(word, before);
    if (match.index > at) pieces.push([text.slice(at, match.index), ""]);
    pieces.push([match[0], kind]);
    at = match.index + match[0].length;
    if (word) before = word;
  }
  if (at < text.length) pieces.push([text.slice(at), ""]);
  return pieces;
}

function wordKind(word, before) {
  if (before === "def" || before === "class") return "name";
  if (KEYWORDS.has(word)) return "keyword";
  return BUILTINS.has(word) ? "builtin" : "";
}
