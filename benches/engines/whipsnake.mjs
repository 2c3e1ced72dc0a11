// Runs one program on Whipsnake's wasm: whipsnake.mjs <package folder> <program folder> <shim folder> <script> [args…]
// The program's folder and the shim are copied into the interpreter's own files, under the same names as for Pyodide.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [packageFolder, programFolder, shimFolder, script, ...args] = process.argv.slice(2);
const { loadWhipsnake } = await import(pathToFileURL(join(packageFolder, "whipsnake.mjs")).href);

const files = {};
function collect(folder, prefix) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name === "__pycache__") continue;
    if (statSync(path).isDirectory()) collect(path, `${prefix}/${name}`);
    else files[`${prefix}/${name}`] = readFileSync(path);
  }
}
collect(programFolder, "/program");
collect(shimFolder, "/shim");

const python = await loadWhipsnake({
  files,
  args: [`/program/${script}`, ...args],
  env: { PYTHONPATH: "/program:/shim", HOME: "/home" },
  cwd: "/program",
  stdout: { write: (bytes) => process.stdout.write(bytes) },
  stderr: { write: (bytes) => process.stderr.write(bytes) },
});
process.exitCode = await python.runMain(`/program/${script}`);
