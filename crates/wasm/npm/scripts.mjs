// <script type="text/python"> (or type="py"): programs written into a page run on load, one after another.
//
// All scripts of a page share one interpreter and its `__main__`, as a page's other scripts share theirs. `src` names
// a file instead of text; `target` (a CSS selector or an id) names the element that shows output and asks for input,
// else output goes to the console and `input()` asks in a dialog.

const SELECTOR = 'script[type="text/python"], script[type="py"]';

/**
 * Runs the page's scripts once the page is parsed; a page without any loads nothing. `isSmall` tells of a program
 * whether it may start without the second part of the wasm; if one may not, that part is fetched beside the first.
 */
export function watchScripts(loadWhipsnake, isSmall) {
  const start = () => {
    const scripts = [...document.querySelectorAll(SELECTOR)].filter((script) => !script.dataset.whipsnake);
    if (scripts.length === 0) return;
    for (const script of scripts) script.dataset.whipsnake = "waiting";
    runAll(scripts, () => loadWhipsnake({ whole: !scripts.every(startsAlone) }));
  };
  const startsAlone = (script) => !script.hasAttribute("src") && isSmall(script.textContent);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
}

async function runAll(scripts, load) {
  // Files are fetched while the interpreter loads.
  const sources = scripts.map(sourceOf);
  const python = await load();
  for (const [index, script] of scripts.entries()) {
    script.dataset.whipsnake = "running";
    connect(python, script);
    try {
      await python.runPythonAsync(await sources[index], { filename: script.getAttribute("src") ?? "<script>" });
      script.dataset.whipsnake = "done";
      script.dispatchEvent(new CustomEvent("whipsnake:done", { bubbles: true, detail: { python } }));
    } catch (error) {
      script.dataset.whipsnake = "failed";
      show(targetOf(script), `${error.message}\n`, "whipsnake-error") || console.error(error.message);
      script.dispatchEvent(new CustomEvent("whipsnake:failed", { bubbles: true, detail: { python, error } }));
    }
  }
}

async function sourceOf(script) {
  const src = script.getAttribute("src");
  if (!src) return dedent(script.textContent);
  const answer = await fetch(new URL(src, document.baseURI));
  if (!answer.ok) throw new Error(`${src}: ${answer.status} ${answer.statusText}`);
  return answer.text();
}

/** A script indented along with the page's markup is not indented Python. */
function dedent(text) {
  const lines = text.replace(/^\s*\n/, "").split("\n");
  const indents = lines.filter((line) => line.trim()).map((line) => line.match(/^[ \t]*/)[0]);
  let common = indents[0] ?? "";
  for (const indent of indents) while (!indent.startsWith(common)) common = common.slice(0, -1);
  return lines.map((line) => (line.startsWith(common) ? line.slice(common.length) : line)).join("\n");
}

function targetOf(script) {
  const target = script.getAttribute("target");
  if (!target) return null;
  return document.getElementById(target) ?? document.querySelector(target);
}

function connect(python, script) {
  const target = targetOf(script);
  if (!target) {
    python.setStdout((line) => console.log(line));
    python.setStderr((line) => console.error(line));
    python.setStdin(askInDialog);
    return;
  }
  if (getComputedStyle(target).whiteSpace === "normal") target.style.whiteSpace = "pre-wrap";
  python.setStdout({ text: (text) => show(target, text) });
  python.setStderr({ text: (text) => show(target, text, "whipsnake-error") });
  python.setStdin(() => askIn(target));
}

function show(target, text, className) {
  if (!target) return false;
  if (!className) {
    target.append(text);
    return true;
  }
  const span = document.createElement("span");
  span.className = className;
  span.append(text);
  target.append(span);
  return true;
}

/** An input field at the end of the output; when Enter is pressed the text takes its place. */
function askIn(target) {
  return new Promise((resolve) => {
    const field = document.createElement("input");
    field.setAttribute("aria-label", "Input for the program");
    field.autocomplete = "off";
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      field.replaceWith(`${field.value}\n`);
      resolve(field.value);
    });
    target.append(field);
    field.focus();
  });
}

function askInDialog() {
  return new Promise((resolve) => {
    const dialog = document.createElement("dialog");
    const form = document.createElement("form");
    form.method = "dialog";
    const field = document.createElement("input");
    field.setAttribute("aria-label", "Input for the program");
    const button = document.createElement("button");
    button.append("OK");
    form.append(field, " ", button);
    dialog.append(form);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "cancelled" ? null : field.value);
    });
    dialog.addEventListener("cancel", () => (dialog.returnValue = "cancelled"));
    document.body.append(dialog);
    dialog.showModal();
  });
}
