// A small editor: a textarea, the same text painted in colours beneath it, line numbers beside it.
//
// The textarea stays what the browser and assistive technology know; paint and numbers are for eyes only.

import { highlight } from "./highlight.js";

const INDENT = "    ";

export class Editor {
  #area = document.createElement("textarea");
  #paint = document.createElement("pre");
  #gutter = document.createElement("div");
  #leaving = false;
  #bad = 0;

  constructor(place) {
    const sheet = element("div", "sheet");
    const paper = element("div", "paper");
    this.#gutter.className = "gutter";
    this.#paint.className = "paint";
    for (const eyesOnly of [this.#gutter, this.#paint]) eyesOnly.setAttribute("aria-hidden", "true");
    Object.assign(this.#area, { spellcheck: false, autocomplete: "off", autocapitalize: "off", wrap: "off" });
    this.#area.setAttribute("aria-label", "Python program");
    paper.append(this.#paint, this.#area);
    sheet.append(this.#gutter, paper);
    place.append(sheet);
    this.#area.addEventListener("input", () => {
      this.#bad = 0;
      this.#draw();
    });
    this.#area.addEventListener("keydown", (event) => this.#key(event));
    this.#draw();
  }

  get text() {
    return this.#area.value;
  }

  set text(text) {
    this.#area.value = text;
    this.#bad = 0;
    this.#draw();
  }

  /** Marks a line, counted from 1, as the one an error is about. */
  mark(line) {
    this.#bad = line;
    this.#draw();
  }

  #draw() {
    const text = this.#area.value;
    // One element a line lets a marked line have a background over its whole width.
    const lines = [];
    let line = element("span", "");
    const finish = () => {
      line.append("\n");
      lines.push(line);
      line = element("span", "");
    };
    for (const [piece, kind] of highlight(text)) {
      for (const [index, part] of piece.split("\n").entries()) {
        if (index > 0) finish();
        if (part) line.append(kind ? element("span", kind, part) : part);
      }
    }
    finish();
    if (this.#bad) lines[this.#bad - 1]?.classList.add("bad");
    this.#paint.replaceChildren(...lines);
    const numbers = lines.map((_, index) => element("span", index + 1 === this.#bad ? "bad" : "", `${index + 1}\n`));
    this.#gutter.replaceChildren(...numbers);
  }

  #key(event) {
    if (event.key === "Escape") {
      this.#leaving = true;
      return;
    }
    if (event.key === "Tab" && !this.#leaving && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      if (event.shiftKey) this.#dedent();
      else this.#indent();
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.isComposing) {
      event.preventDefault();
      this.#newLine();
    }
    if (event.key !== "Shift") this.#leaving = false;
  }

  /** Replaces a stretch of text so that undo knows of it. */
  #replace(start, end, text) {
    const { selectionStart, selectionEnd } = this.#area;
    this.#area.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, text)) {
      this.#area.setRangeText(text, start, end, "end");
      this.#area.dispatchEvent(new Event("input"));
    }
    return { selectionStart, selectionEnd };
  }

  #indent() {
    const { selectionStart: start, selectionEnd: end, value } = this.#area;
    if (!value.slice(start, end).includes("\n")) {
      const column = start - (value.lastIndexOf("\n", start - 1) + 1);
      this.#replace(start, end, " ".repeat(4 - (column % 4)));
      return;
    }
    this.#eachLine((line) => (line ? INDENT + line : line));
  }

  #dedent() {
    this.#eachLine((line) => line.replace(/^( {1,4}|\t)/, ""));
  }

  #eachLine(change) {
    const { selectionStart, selectionEnd, value } = this.#area;
    const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const found = value.indexOf("\n", Math.max(selectionEnd - 1, start));
    const end = found < 0 ? value.length : found;
    const old = value.slice(start, end);
    const text = old.split("\n").map(change).join("\n");
    if (text === old) return;
    const first = change(old.split("\n")[0]).length - old.split("\n")[0].length;
    this.#replace(start, end, text);
    const from = Math.max(start, selectionStart + first);
    this.#area.setSelectionRange(from, Math.max(from, selectionEnd + text.length - old.length));
  }

  /** A new line starts as deep as the one before, one deeper after a colon. */
  #newLine() {
    const { selectionStart: start, selectionEnd: end, value } = this.#area;
    const line = value.slice(value.lastIndexOf("\n", start - 1) + 1, start);
    const depth = line.match(/^[ \t]*/)[0];
    const opens = /:\s*(#.*)?$/.test(line) ? INDENT : "";
    const closes = /^\s*(return|pass|break|continue|raise)\b/.test(line) && !opens;
    this.#replace(start, end, "\n" + (closes ? depth.slice(0, -4) : depth + opens));
  }
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.append(text);
  return made;
}
