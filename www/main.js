// The playground: runs the editor's text in a fresh interpreter each time, on this very thread.

import { loadWhipsnake } from "./npm/whipsnake.mjs";
import { Editor } from "./editor.js";
import { Terminal } from "./terminal.js";
import { examples } from "./examples/index.js";

/** How long a program may take to end after Stop before it is ended without being asked. */
const PATIENCE = 1000;

const find = (id) => document.getElementById(id);
const [run, stop, status] = [find("run"), find("stop"), find("status")];
const editor = new Editor(find("editor"));
const terminal = new Terminal(find("output"), find("input-form"), find("input"));

/** The interpreter for the next run, loaded ahead of it. */
let next = prepare();
/** The interpreter that is running, if any. */
let current = null;

function prepare() {
  const loading = loadWhipsnake();
  loading.catch(() => {});
  return loading;
}

async function runProgram() {
  if (current) return;
  run.disabled = true;
  terminal.clear();
  editor.mark(0);
  save();
  status.textContent = "Loading…";
  let python;
  try {
    python = current = await next;
  } catch (error) {
    return fail(error);
  }
  let errors = "";
  python.setStdout({ text: (text) => terminal.write(text), isatty: true });
  python.setStderr({
    text: (text) => {
      errors = (errors + text).slice(-10_000);
      terminal.write(text, "error");
    },
    isatty: true,
  });
  python.setStdin(() => terminal.ask());
  status.textContent = "Running…";
  stop.disabled = false;
  const start = performance.now();
  try {
    python.FS.writeFile("main.py", editor.text);
    const code = await python.runMain("main.py");
    report(code, errors, performance.now() - start);
  } catch (error) {
    terminal.write(`${error.message}\n`, "error");
    status.textContent = "Failed";
  }
  current = null;
  terminal.endInput();
  python.dispose();
  next = prepare();
  run.disabled = false;
  stop.disabled = true;
}

function report(code, errors, milliseconds) {
  if (code === 0) {
    status.textContent = `Done in ${duration(milliseconds)}`;
    return;
  }
  if (/^KeyboardInterrupt$/m.test(errors)) {
    status.textContent = "Stopped";
    return;
  }
  status.textContent = `Exit code ${code}`;
  const lines = [...errors.matchAll(/File ".*main\.py", line (\d+)/g)];
  if (lines.length) editor.mark(Number(lines.at(-1)[1]));
}

function fail(error) {
  terminal.write(`${error.message}\n`, "error");
  status.textContent = "Could not load";
  current = null;
  next = prepare();
  run.disabled = false;
}

function stopProgram() {
  const python = current;
  if (!python) return;
  status.textContent = "Stopping…";
  python.interrupt();
  setTimeout(() => {
    if (current !== python) return;
    terminal.write("(ended by force: the program went on after KeyboardInterrupt)\n", "note");
    python.dispose();
  }, PATIENCE);
}

const duration = (ms) => (ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`);

function save() {
  try {
    localStorage.setItem("program", editor.text);
  } catch {
    // A page without storage forgets, nothing worse.
  }
}

function saved() {
  try {
    return localStorage.getItem("program");
  } catch {
    return null;
  }
}

async function showExample(name) {
  const answer = await fetch(`examples/${name}.py`);
  if (answer.ok) editor.text = await answer.text();
}

function fillExamples() {
  const select = find("examples");
  for (const [name, title] of examples) select.append(new Option(title, name));
  select.addEventListener("change", () => showExample(select.value));
}

fillExamples();
run.addEventListener("click", runProgram);
stop.addEventListener("click", stopProgram);
find("clear").addEventListener("click", () => terminal.clear());
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey)) return;
  if (event.key === "Enter") runProgram();
  else if (event.key === ".") stopProgram();
  else return;
  event.preventDefault();
});

const text = saved();
if (text) editor.text = text;
else await showExample(examples[0][0]);
next.then((python) => {
  find("version").textContent = python.version;
  status.textContent = "Ready";
  run.disabled = false;
}, fail);
