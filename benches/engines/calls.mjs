// How often each function of the wasm runs: calls.mjs <package with counters> <file for the counts> <program…>
// The counts are a JSON list with a list for each program, of a number for each function that has code. Programs of the
// folder `first` run a second time without the end of their last line, as it often is in pages: that takes the parser
// another way.
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const [packageFolder, out, ...programs] = process.argv.slice(2);

// The loader keeps its instance to itself.
let exports;
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (module, imports) => {
  const made = await instantiate(module, imports);
  // Node has modules of its own.
  if (made.exports?.calls0) exports = made.exports;
  return made;
};

// The same hashes each time, so that the same build is divided in the same way.
crypto.getRandomValues = (bytes) => bytes.fill(7);

const { loadWhipsnake } = await import(pathToFileURL(join(packageFolder, "whipsnake.mjs")).href);

function* counts() {
  for (let at = 0; exports[`calls${at}`]; at += 1) yield Number(exports[`calls${at}`].value);
}

const all = [];
for (const program of programs) {
  const python = await loadWhipsnake({ stdin: () => "1", stdout() {}, stderr: (line) => console.error(line) });
  const source = readFileSync(program, "utf8");
  await python.runPythonAsync(source);
  if (basename(dirname(program)) === "first") await python.runPythonAsync(source.trimEnd());
  all.push([...counts()]);
}
writeFileSync(out, JSON.stringify(all));
