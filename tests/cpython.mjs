// CPython 3.14 as a function: `run(source, name)` gives what `python3.14 name` would print.
//
// The CPython is Pyodide's build (npm package `pyodide`, 314.x), which the caller finds and hands in.
// Each program gets an interpreter of its own, made from a memory snapshot in about a fifth of a second,
// so nothing one program does is seen by another. No Python frame of ours lies below the program: its
// code is executed straight from JavaScript, and tracebacks, `sys._getframe` and the like look as they do
// under the `python3` command. What differs, and what goldens must therefore not depend on: no threads,
// no subprocesses, no sockets; the platform's name; addresses and sizes of objects (32-bit wasm).

const HELPERS = `
import sys, os, types, builtins, linecache, traceback

def __enter_program(name, argv, folder):
    os.chdir(folder)
    sys.argv = list(argv)
    sys.path.insert(0, folder)
    main = types.ModuleType('__main__')
    main.__builtins__ = builtins
    main.__file__ = name
    sys.modules['__main__'] = main
    sys.excepthook = sys.__excepthook__
    return main.__dict__

def __show_failure(exc):
    # Prints an uncaught exception as the interpreter does when it ends the main program; answers the exit code.
    try:
        sys.stdout.flush()
    except BaseException:
        pass
    if isinstance(exc, SystemExit):
        code = exc.code
        if code is None:
            return 0
        if isinstance(code, int):
            return code & 0xff
        print(code, file=sys.stderr)
        return 1
    sys.excepthook(type(exc), exc, exc.__traceback__)
    sys.stderr.flush()
    return 130 if isinstance(exc, KeyboardInterrupt) else 1

def __leave_program(main):
    # What a program leaves in its globals dies here, as at the end of a process.
    import atexit, gc
    atexit._run_exitfuncs()
    for hook in ('last_exc', 'last_value', 'last_traceback', 'last_type'):
        if hasattr(sys, hook):
            delattr(sys, hook)
    for private in (True, False):
        for name in list(main):
            if isinstance(name, str) and name != '__builtins__' and (not private or name[0] == '_' != name[1:2]):
                main[name] = None
    main.clear()
    gc.collect()
    sys.stdout.flush()
    sys.stderr.flush()
`;

/** Collects the bytes a stream is given. */
class Sink {
  parts = [];
  write(buffer) { this.parts.push(Buffer.from(buffer)); return buffer.length; }
  text() { return Buffer.concat(this.parts).toString('utf8'); }
}

export class CPython {
  /**
   * Starts one interpreter and keeps its image; every program starts from that image.
   *
   * @param loadPyodide the function of that name from the npm package
   * @param options seed: value of PYTHONHASHSEED; image: what an earlier `create` left in `.image`
   */
  static async create(loadPyodide, { seed = 1, image = null } = {}) {
    const self = new CPython();
    self.loadPyodide = loadPyodide;
    self.env = { PYTHONHASHSEED: String(seed), HOME: '/home/user', NO_COLOR: '1' };
    if (!image) {
      const first = await loadPyodide({ _makeSnapshot: true, env: self.env });
      first.runPython(HELPERS);
      image = first.makeMemorySnapshot();
    }
    self.image = image;
    return self;
  }

  /**
   * Runs one program in a folder of its own.
   *
   * @param source the program's text or bytes
   * @param name   its file name, shown in tracebacks
   * @param options argv: arguments after the name; files: { path: text } to put beside it; stdin: text
   * @returns { stdout, stderr, code, late }; `late` is what was printed only while the globals died
   */
  async run(source, name, { argv = [], files = {}, stdin = '' } = {}) {
    const py = await this.loadPyodide({ _loadSnapshot: this.image, env: this.env });
    const out = new Sink(), err = new Sink();
    py.setStdout(out);
    py.setStderr(err);
    const input = Buffer.from(stdin);
    let at = 0;
    py.setStdin({
      read(buffer) {
        const n = Math.min(buffer.length, input.length - at);
        buffer.set(input.subarray(at, at + n));
        at += n;
        return n;
      },
    });
    const folder = '/work';
    for (const [path, text] of [...Object.entries(files), [name, source]]) {
      const full = `${folder}/${path}`;
      py.FS.mkdirTree(full.slice(0, full.lastIndexOf('/')));
      py.FS.writeFile(full, text);
    }
    const helper = (which) => py.globals.get(which);
    const main = helper('__enter_program')(name, py.toPy([name, ...argv]), folder);
    const { compile, exec } = py.pyimport('builtins');
    const sys = py.pyimport('sys');
    const text = py.pyimport('pathlib').Path(`${folder}/${name}`).read_bytes();

    let code = 0;
    const step = (action) => {
      try {
        return { value: action() };
      } catch (error) {
        if (sys.last_exc === undefined) {
          err.write(Buffer.from(`[the interpreter itself failed: ${error}]\n`));
          code = 70;
        } else {
          code = helper('__show_failure')(sys.last_exc);
        }
        return null;
      }
    };
    const compiled = step(() => compile(text, name, 'exec', 0, true));
    if (compiled) step(() => exec(compiled.value, main));
    if (code !== 70) step(() => { sys.stdout.flush(); sys.stderr.flush(); });
    const stdout = out.text();
    if (code !== 70) step(() => helper('__leave_program')(main));
    return { stdout, stderr: err.text(), code, late: out.text().slice(stdout.length) };
  }
}
