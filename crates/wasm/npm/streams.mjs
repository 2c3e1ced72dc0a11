// Standard streams of a program: bytes from the machine to whatever the page gave us, lines from the page to the machine.

/** One output stream. */
export class OutputStream {
  #decoder = new TextDecoder();
  #line = "";
  #batched;
  #text = null;
  #bytes = null;
  isatty = false;

  constructor(batched) {
    this.#batched = batched;
  }

  /** A function gets whole lines; an object says which way: `{ batched }`, `{ text }` or `{ write }`, and `isatty`. */
  set(to) {
    this.flush();
    const { batched = null, text = null, write = null, isatty = false } =
      typeof to === "function" ? { batched: to } : to;
    [this.#batched, this.#text, this.#bytes] = [batched, text, write];
    this.isatty = isatty;
  }

  /** Takes bytes from the machine. */
  write(bytes) {
    if (this.#bytes) return void this.#bytes(bytes.slice());
    const text = this.#decoder.decode(bytes, { stream: true });
    if (this.#text) return void (text && this.#text(text));
    if (!this.#batched) return;
    const lines = (this.#line + text).split("\n");
    this.#line = lines.pop();
    for (const line of lines) this.#batched(line);
  }

  /** Hands on a line that has no end yet: at the end of a run, or before `input()` waits. */
  flush() {
    if (this.#line === "") return;
    const line = this.#line;
    this.#line = "";
    this.#batched?.(line);
  }
}

/** Standard input, a line at a time. */
export class InputStream {
  #read = null;
  isatty = false;

  constructor(read) {
    this.#read = read;
  }

  set(from) {
    this.#read = typeof from === "function" ? from : (from.stdin ?? null);
    this.isatty = from.isatty ?? false;
  }

  /** The next line with its end, or null when there are no more. */
  async readLine() {
    return asLine(await this.#read?.());
  }

  /** The same without waiting; a source that answers with a promise is an error. */
  readLineNow() {
    const line = this.#read?.();
    if (typeof line?.then === "function") {
      throw new Error("this stdin answers with a promise: runPython cannot wait for it, runPythonAsync can");
    }
    return asLine(line);
  }
}

function asLine(line) {
  if (line === null || line === undefined) return null;
  const text = String(line);
  return text.endsWith("\n") ? text : `${text}\n`;
}
