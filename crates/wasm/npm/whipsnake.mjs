// Whipsnake for pages and Node: loads the wasm, runs programs in slices, waits for what they wait for.
//
// The machine keeps all of a program's state in its own memory and returns to us after each slice, so a page stays
// alive during endless loops, and `input()` or `time.sleep()` become ordinary waiting. Nothing here needs a worker.

import { newCore } from "./core.mjs";
import { bytesNow, Packs, packUrl } from "./packs.mjs";
import { isSmall, Joined, Rest } from "./rest.mjs";
import { watchScripts } from "./scripts.mjs";
import { InputStream, OutputStream } from "./streams.mjs";

/** How long a slice may take before the event loop gets its turn, in milliseconds. */
const SLICE = 10;

/** What a slice ends with; the order is that of the wasm crate's `State`. */
const DONE = 0, RAISED = 1, WAITING = 2, PAUSED = 3;

/** Parts of the library, for all interpreters. */
const packs = new Packs();

const inNode = typeof process === "object" && typeof process.versions?.node === "string";

/** An exception that a program did not handle. `message` is the whole traceback, `type` the exception's class. */
export class PythonError extends Error {
  constructor({ traceback, type, value }) {
    super(traceback);
    this.name = "PythonError";
    this.type = type;
    this.value = value;
  }
}

/**
 * Loads an interpreter. Several may live side by side; they share nothing but the compiled wasm.
 *
 * Options: `stdout`, `stderr` (a function called with each line, or an object as for `setStdout`), `stdin` (a function
 * returning a line, null at the end, or a promise of either), `wasm` (a URL, bytes or a WebAssembly.Module) and `rest`
 * (the same for its second part; if not given, the file beside the URL, else beside this module), `whole` (whether to
 * wait for that part too, so that no program has to), `packs` (the URL of the folder with the library's files), `args`,
 * `env`, `files` (an object from path to text or bytes), `cwd`, `fuel` (backward jumps and calls that programs may make)
 * and `outputLimit` (bytes they may write), after which no program of the interpreter goes on; `memoryLimit` (bytes,
 * 2 GiB if not given), after which they get MemoryError.
 */
export async function loadWhipsnake(options = {}) {
  const { first, rest } = partsOf(options);
  // In Node nothing is gained by starting without the rest, and where no request can block nothing may.
  const whole = options.whole || rest.isReady || inNode || typeof XMLHttpRequest === "undefined";
  // Its failure is told below, and after the first part's.
  if (whole) rest.fetch().catch(() => {});
  // Made while the wasm is on its way.
  const joined = new Joined(rest);
  const glue = newCore(joined.imports);
  joined.start(await glue({ module_or_path: await first }));
  if (whole) await joined.whole();
  // A failure shows when a program needs it.
  else setTimeout(() => joined.whole().catch(() => {}));
  return new Whipsnake(glue, joined, options);
}

let shared;

/** The parts of the wasm: a promise of the first one's module, and the rest. Those beside this file are compiled once. */
function partsOf({ wasm, rest }) {
  const makers = { compile, compileNow };
  const beside = () => new URL("./whipsnake.rest.wasm", import.meta.url);
  if (wasm === undefined && rest === undefined) {
    shared ??= { first: compile(new URL("./whipsnake.wasm", import.meta.url)), rest: new Rest(beside(), makers) };
    shared.first.catch(() => (shared = undefined));
    return shared;
  }
  const [first, second] = [wasm, rest].map((source) => (typeof source === "string" ? new URL(source, base()) : source));
  const found = first instanceof URL ? new URL(first.href.replace(/\.wasm(?=$|[?#])/, ".rest.wasm")) : beside();
  return { first: compile(first ?? new URL("./whipsnake.wasm", import.meta.url)), rest: new Rest(second ?? found, makers) };
}

const base = () => globalThis.document?.baseURI ?? import.meta.url;

function compileNow(source) {
  return new WebAssembly.Module(source instanceof URL ? bytesNow(source) : source);
}

async function compile(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (!(source instanceof URL)) return WebAssembly.compile(source);
  if (source.protocol === "file:") {
    const { readFile } = await import("node:fs/promises");
    return WebAssembly.compile(await readFile(source));
  }
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`${source}: ${answer.status} ${answer.statusText}`);
  if (answer.headers.get("Content-Type") === "application/wasm") return WebAssembly.compileStreaming(answer);
  return WebAssembly.compile(await answer.arrayBuffer());
}

/** Gives the event loop a turn at once: a message has no minimum delay, unlike a timeout. */
const nextTurn = inNode
  ? () => new Promise((resolve) => setImmediate(resolve))
  : (() => {
      const { port1, port2 } = new MessageChannel();
      const waiting = [];
      port1.onmessage = () => waiting.shift()();
      return () => new Promise((resolve) => {
        waiting.push(resolve);
        port2.postMessage(null);
      });
    })();

/** One interpreter. */
class Whipsnake {
  #core;
  #joined;
  #broken = null;
  #running = null;
  #packs;
  #isOutOfMemory;
  #wake = null;
  #last = Promise.resolve();
  #stdout = new OutputStream((line) => console.log(line));
  #stderr = new OutputStream((line) => console.error(line));
  #stdin = new InputStream(null);

  constructor(glue, joined, options) {
    const { stdout, stderr, stdin, args = [], env = {}, files = {}, cwd, packs: base } = options;
    const { fuel, outputLimit, memoryLimit } = options;
    this.#joined = joined;
    this.#isOutOfMemory = glue.outOfMemory;
    this.#packs = (file) => packUrl(base, file);
    if (stdout) this.#stdout.set(stdout);
    if (stderr) this.#stderr.set(stderr);
    if (stdin) this.#stdin.set(stdin);
    this.version = glue.version();
    this.#core = new glue.Core({
      write: (fd, bytes) => (fd === 2 ? this.#stderr : this.#stdout).write(bytes),
      isatty: (fd) => [this.#stdin, this.#stdout, this.#stderr][fd]?.isatty ?? false,
      now: () => Date.now(),
      monotonic: () => performance.now(),
      entropy: (bytes) => crypto.getRandomValues(bytes),
      load: (file, mayWait) => packs.take(this.#packs(file), mayWait),
      args, env: { TERM: 'dumb', ...env },
    });
    this.globals = new Globals(() => this.#live());
    this.FS = new Files(() => this.#live());
    for (const [path, data] of Object.entries(files)) this.FS.writeFile(path, data);
    if (cwd) this.FS.chdir(cwd);
    if (fuel !== undefined) this.#core.setFuel(fuel);
    if (outputLimit !== undefined) this.#core.setOutputLimit(outputLimit);
    if (memoryLimit !== undefined) this.#core.setMemoryLimit(memoryLimit);
  }

  /**
   * Runs a program to its end and returns the value of its last line if that is an expression. Option `deadline`: after
   * so many milliseconds it is stopped, and nothing in it can prevent that.
   */
  runPython(code, options = {}) {
    const core = this.#begin(code, options);
    const budget = budgetOf(core, Infinity, options.deadline);
    try {
      for (;;) {
        const state = this.#step(core, budget());
        if (state === DONE) return core.takeResult();
        if (state === RAISED) throw this.#takeError(core);
        if (state === WAITING) this.#answerNow(core);
      }
    } finally {
      this.#end();
    }
  }

  /** Runs a program in slices; the promise settles when it ends. Programs started meanwhile wait for their turn. */
  runPythonAsync(code, options = {}) {
    const before = this.#last;
    const run = (async () => {
      await before;
      return this.#drive(code, options);
    })();
    this.#last = run.then(() => {}, () => {});
    return run;
  }

  /**
   * Runs a file as the main program, in slices, the way the command line does: an exception's traceback goes to stderr,
   * names die at the end. The promise gives the exit code.
   */
  runMain(path, options = {}) {
    return this.runPythonAsync(path, { ...options, mode: "main" });
  }

  async #drive(code, options) {
    if (options.mode === "main" || !isSmall(code)) await this.#joined.whole();
    const core = this.#begin(code, options);
    const budget = budgetOf(core, options.slice ?? SLICE, options.deadline);
    try {
      for (;;) {
        const state = this.#step(core, budget());
        if (state === DONE) return core.takeResult();
        if (state === RAISED) throw this.#takeError(core);
        if (state === WAITING) await this.#answer(core);
        else await nextTurn();
        if (this.#core !== core) throw new Error("the interpreter was disposed of while it ran");
      }
    } finally {
      this.#end();
    }
  }

  #begin(code, { filename = "<exec>", mode = "exec" }) {
    const core = this.#live();
    if (this.#running) throw new Error("this interpreter is running a program; await it, or load another interpreter");
    this.#running = core;
    try {
      core.start(code, filename, mode);
    } catch (error) {
      this.#running = null;
      this.#checkRest();
      throw error;
    }
    return core;
  }

  #checkRest() {
    const cause = this.#joined.failure;
    if (!cause) return;
    throw new Error(`Whipsnake cannot load its second part, this interpreter cannot go on: ${cause.message}`, { cause });
  }

  #end() {
    this.#running = null;
    this.#stdout.flush();
    this.#stderr.flush();
  }

  #step(core, budget) {
    try {
      return core.step(budget);
    } catch (error) {
      // The instance's state is not to be trusted any more; the page and other interpreters live.
      this.#broken = error;
      this.#checkRest();
      if (this.#isOutOfMemory()) {
        throw new Error("Whipsnake has run out of memory, this interpreter cannot go on", { cause: error });
      }
      // Any other trap is our bug.
      throw new Error(`internal error in Whipsnake, this interpreter cannot go on: ${error}`, { cause: error });
    }
  }

  #takeError(core) {
    return new PythonError(core.takeError());
  }

  /** Does what the program waits for, and hands it the answer. */
  async #answer(core) {
    const { kind, milliseconds, what } = core.pending();
    const interrupted = new Promise((resolve) => (this.#wake = () => resolve(INTERRUPTED)));
    let timer;
    try {
      if (kind === "sleep") {
        const slept = new Promise((resolve) => (timer = setTimeout(resolve, Math.min(milliseconds, 2 ** 31 - 1))));
        if ((await Promise.race([slept, interrupted])) !== INTERRUPTED) core.resume(null);
      } else if (kind === "input") {
        this.#stdout.flush();
        const line = await Promise.race([this.#stdin.readLine(), interrupted]);
        if (line !== INTERRUPTED) core.resume(line);
      } else if (kind === "load") {
        const bytes = await Promise.race([packs.fetch(this.#packs(what)), interrupted]);
        if (bytes !== INTERRUPTED) core.resumeLoad(bytes);
      } else {
        core.resumeError(`nothing here can wait for ${kind}`);
      }
    } catch (error) {
      core.resumeError(String(error?.message ?? error));
    } finally {
      clearTimeout(timer);
      this.#wake = null;
    }
  }

  /** The same for a synchronous run, which cannot let the event loop turn. */
  #answerNow(core) {
    const { kind, milliseconds, what } = core.pending();
    if (kind === "sleep") {
      sleepNow(milliseconds);
      return core.resume(null);
    }
    if (kind === "load") {
      try {
        return core.resumeLoad(packs.take(this.#packs(what), false));
      } catch (error) {
        return core.resumeError(String(error?.message ?? error));
      }
    }
    if (kind !== "input") return core.resumeError(`runPython cannot wait for ${kind}; use runPythonAsync`);
    this.#stdout.flush();
    try {
      const line = this.#stdin.readLineNow();
      core.resume(line);
    } catch (error) {
      core.resumeError(String(error?.message ?? error));
    }
  }

  /** Raises KeyboardInterrupt in the running program, also while it waits. */
  interrupt() {
    if (!this.#running) return;
    this.#running.interrupt();
    this.#wake?.();
  }

  /** Ends the running program, whatever it does about interrupts; the interpreter is of no use afterwards. */
  stop(why = "stopped") {
    if (!this.#running) return;
    this.#running.stop(why);
    this.interrupt();
  }

  /** Where the program's output goes: `{ batched }` gets lines, `{ text }` pieces as they come, `{ write }` bytes. */
  setStdout(to = {}) {
    this.#stdout.set(to);
  }

  /** As `setStdout`, for errors. */
  setStderr(to = {}) {
    this.#stderr.set(to);
  }

  /** Where `input()` reads: a function (or `{ stdin }`) returning a line, null at the end, or a promise of either. */
  setStdin(from = {}) {
    this.#stdin.set(from);
  }

  /** Gives back all memory; the interpreter cannot be used afterwards. */
  dispose() {
    this.#core = null;
    this.#broken = new Error("it was disposed of");
    this.#wake?.();
  }

  #live() {
    this.#broken ??= this.#joined.failure;
    if (this.#broken) throw new Error(`this interpreter cannot be used any more: ${this.#broken.message}`);
    return this.#core;
  }
}

const INTERRUPTED = Symbol("interrupted");

/** How long each slice may take, so that none passes the deadline; past it the program is stopped. */
function budgetOf(core, slice, deadline) {
  if (deadline === undefined) return () => slice;
  const end = performance.now() + deadline;
  return () => {
    const left = end - performance.now();
    if (left <= 0) core.stop("out of time");
    return Math.min(slice, Math.max(left, 1));
  };
}

function sleepNow(milliseconds) {
  if (inNode || typeof window === "undefined") {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
    return;
  }
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** The names of `__main__`, as plain data. */
class Globals {
  #core;
  constructor(core) {
    this.#core = core;
  }
  get(name) {
    return this.#core().getGlobal(name);
  }
  set(name, value) {
    this.#core().setGlobal(name, value);
  }
  has(name) {
    return this.#core().hasGlobal(name);
  }
  delete(name) {
    return this.#core().deleteGlobal(name);
  }
}

/** The files a program sees; they exist in the interpreter's memory only. */
class Files {
  #core;
  constructor(core) {
    this.#core = core;
  }
  writeFile(path, data) {
    this.#core().writeFile(path, typeof data === "string" ? new TextEncoder().encode(data) : data);
  }
  chdir(path) {
    this.#core().changeDir(path);
  }
  readFile(path, { encoding = "binary" } = {}) {
    const bytes = this.#core().readFile(path);
    return encoding === "utf8" ? new TextDecoder().decode(bytes) : bytes;
  }
}

if (!inNode && typeof document === "object") {
  watchScripts(loadWhipsnake, isSmall);
}
