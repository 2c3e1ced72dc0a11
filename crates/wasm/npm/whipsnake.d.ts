/** Whipsnake: a Python 3.14 interpreter for pages and Node. */

/** A function that gets each line, or one way to get output. */
export type Output =
  | ((line: string) => void)
  | { batched?: (line: string) => void; text?: (text: string) => void; write?: (bytes: Uint8Array) => void; isatty?: boolean };

/** Where `input()` reads a line; null means the end. */
export type Line = string | null | undefined | Promise<string | null | undefined>;
export type Input = (() => Line) | { stdin?: () => Line; isatty?: boolean };

export interface LoadOptions {
  stdout?: Output;
  stderr?: Output;
  stdin?: Input;
  /** The wasm, if not the file beside the module. */
  wasm?: string | URL | BufferSource | WebAssembly.Module;
  /** Its second part, if not `….rest.wasm` beside the address of `wasm`, or the file beside the module. */
  rest?: string | URL | BufferSource | WebAssembly.Module;
  /** Whether to wait for the second part too, so that no program has to. */
  whole?: boolean;
  /** The folder with the files of the library, if not `packs/` beside the module. */
  packs?: string | URL;
  /** Backward jumps and calls that programs may make; then they are stopped, and the interpreter is of no use. */
  fuel?: number;
  /** Bytes that programs may write; then they are stopped. */
  outputLimit?: number;
  /** Bytes of memory that the interpreter and its programs may take, 2 GiB if not given; then programs get MemoryError. */
  memoryLimit?: number;
  /** `sys.argv`. */
  args?: string[];
  /** `os.environ`. */
  env?: Record<string, string>;
  /** Files the program finds, by path. */
  files?: Record<string, string | Uint8Array>;
  /** The folder the program starts in. */
  cwd?: string;
}

export interface RunOptions {
  /** The name tracebacks show. */
  filename?: string;
  /** Milliseconds after which the program is stopped; it cannot prevent that. */
  deadline?: number;
  /** Milliseconds a slice may take before the event loop gets a turn. */
  slice?: number;
}

export interface Whipsnake {
  readonly version: string;
  /** Runs a program to its end; the value of its last line if that is an expression, as plain data. */
  runPython(code: string, options?: RunOptions): any;
  /** Runs a program in slices, so that the page stays alive; waits for what it waits for. */
  runPythonAsync(code: string, options?: RunOptions): Promise<any>;
  /** Runs a file as the main program, as the command line does; gives the exit code. Tracebacks go to stderr. */
  runMain(path: string, options?: RunOptions): Promise<number>;
  /** The names of `__main__`. */
  readonly globals: {
    get(name: string): any;
    set(name: string, value: any): void;
    has(name: string): boolean;
    delete(name: string): boolean;
  };
  /** The files the program sees. */
  readonly FS: {
    writeFile(path: string, data: string | Uint8Array): void;
    chdir(path: string): void;
    readFile(path: string, options: { encoding: "utf8" }): string;
    readFile(path: string, options?: { encoding?: "binary" }): Uint8Array;
  };
  setStdout(to?: Output): void;
  setStderr(to?: Output): void;
  setStdin(from?: Input): void;
  /** Raises KeyboardInterrupt in the running program. */
  interrupt(): void;
  /** Ends the running program, whatever it does about interrupts; the interpreter is of no use afterwards. */
  stop(why?: string): void;
  /** Gives back all memory. */
  dispose(): void;
}

/** An exception a program did not handle; `message` is the traceback. */
export class PythonError extends Error {
  /** The exception's class, as `ValueError`. */
  type: string;
  /** Its text, without class and traceback. */
  value: string;
}

export function loadWhipsnake(options?: LoadOptions): Promise<Whipsnake>;
