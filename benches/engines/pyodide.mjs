// Runs one program on CPython in wasm: pyodide.mjs <package folder> <program folder> <shim folder> <script> [args…]
// The folders are mounted, not copied, so the program finds its data beside itself as everywhere else.
import { pathToFileURL } from "node:url";

const [packageFolder, programFolder, shimFolder, script, ...args] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${packageFolder}/pyodide.mjs`).href);
const python = await loadPyodide({ packages: [] });
for (const [name, folder] of [["/program", programFolder], ["/shim", shimFolder]]) {
  python.FS.mkdirTree(name);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, name);
}
python.FS.chdir("/program");
python.globals.set("_argv", python.toPy([`/program/${script}`, ...args]));
python.runPython(`
import sys, runpy
sys.dont_write_bytecode = True
sys.argv = list(_argv)
sys.path[:0] = ["/program", "/shim"]
runpy.run_path(sys.argv[0], run_name="__main__")
`);
