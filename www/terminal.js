// The output pane and the input line.
//
// Text is gathered and shown once a frame: a program that prints without end must not fill the page's time or memory.

/** Characters kept in the pane; what is older goes. */
const KEEP = 200_000;

export class Terminal {
  #output;
  #form;
  #field;
  #waiting = null;
  #typed = [];
  #pending = [];
  #scheduled = false;
  #length = 0;

  constructor(output, form, field) {
    [this.#output, this.#form, this.#field] = [output, form, field];
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
  }

  /** Shows text; `kind` is a class of the style sheet. */
  write(text, kind = "") {
    const last = this.#pending.at(-1);
    if (last && last.kind === kind && last.text.length < KEEP) last.text += text;
    else this.#pending.push({ text, kind });
    if (this.#pending.length > 1000) this.#pending.splice(0, 500);
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => this.#show());
  }

  clear() {
    this.#pending = [];
    this.#length = 0;
    this.#output.replaceChildren();
  }

  /** The next line of input: one typed ahead, or the one typed now. */
  ask() {
    if (this.#typed.length) {
      const line = this.#typed.shift();
      this.write(`${line}\n`, "echo");
      return line;
    }
    this.#form.classList.add("asked");
    this.#field.focus();
    return new Promise((resolve) => (this.#waiting = resolve));
  }

  /** Nobody asks any more. */
  endInput() {
    this.#waiting = null;
    this.#typed = [];
    this.#form.classList.remove("asked");
  }

  #submit() {
    const line = this.#field.value;
    this.#field.value = "";
    if (!this.#waiting) {
      this.#typed.push(line);
      return;
    }
    this.write(`${line}\n`, "echo");
    this.#form.classList.remove("asked");
    const answer = this.#waiting;
    this.#waiting = null;
    answer(line);
  }

  #show() {
    this.#scheduled = false;
    const output = this.#output;
    const atEnd = output.scrollHeight - output.scrollTop - output.clientHeight < 40;
    for (const { text, kind } of this.#pending) {
      const piece = document.createElement("span");
      if (kind) piece.className = kind;
      piece.append(text.length > KEEP ? text.slice(-KEEP) : text);
      this.#length += piece.textContent.length;
      output.append(piece);
    }
    this.#pending = [];
    while (this.#length > KEEP && output.childNodes.length > 1) {
      this.#length -= output.firstChild.textContent.length;
      output.firstChild.remove();
    }
    if (atEnd) output.scrollTop = output.scrollHeight;
  }
}
