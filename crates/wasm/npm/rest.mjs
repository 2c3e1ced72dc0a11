// The second part of the wasm: what programs need later or seldom. A page prints its first line without it.
//
// In the first part stand-ins keep the places of its functions. In a page it is fetched once the page has had its turn;
// a program that calls a stand-in before that is done makes the machine ask for it in the middle of a call, where
// nothing can wait. So only small programs start without it. What is hot is here even if the first part has it too.

/** A program shorter than this, in characters, that imports nothing is not made to wait for the rest. */
const SMALL = 1000;

/** The rest of one wasm file, for all interpreters made from it. */
export class Rest {
  #source;
  #compile;
  #compileNow;
  #module = null;
  #coming = null;

  /** `source`: a URL, bytes or a module. The functions make a module of the first two, waiting and at once. */
  constructor(source, { compile, compileNow }) {
    [this.#source, this.#compile, this.#compileNow] = [source, compile, compileNow];
    if (source instanceof WebAssembly.Module) this.#module = source;
  }

  /** Whether the module is there. */
  get isReady() {
    return this.#module !== null;
  }

  /** The module, waiting for it; who asks meanwhile waits for the same. */
  fetch() {
    this.#coming ??= this.#fetch().finally(() => (this.#coming = null));
    return this.#coming;
  }

  async #fetch() {
    this.#module ??= await this.#compile(this.#source);
    return this.#module;
  }

  /** The module, at once. */
  take() {
    this.#module ??= this.#compileNow(this.#source);
    return this.#module;
  }
}

/** Both parts as one instance. */
export class Joined {
  #rest;
  #exports = null;
  #isWhole = false;
  /** Why the rest did not come in the middle of a call: the interpreter that was in it cannot go on. */
  failure = null;

  constructor(rest) {
    this.#rest = rest;
  }

  /** What the first part imports besides the glue. */
  get imports() {
    return { rest: { load: () => this.#load() } };
  }

  /** Tells what the first part exports. */
  start(exports) {
    this.#exports = exports;
  }

  /** Waits for the rest. */
  async whole() {
    if (!this.#isWhole) this.#join(await this.#rest.fetch());
  }

  #load() {
    try {
      this.#join(this.#rest.take());
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }

  #join(module) {
    if (this.#isWhole) return;
    new WebAssembly.Instance(module, { first: this.#exports });
    this.#isWhole = true;
  }
}

/** Whether a program may start without the rest. */
export function isSmall(code) {
  return code.length < SMALL && !/\bimport\b/.test(code);
}
