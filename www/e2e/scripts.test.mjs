// <script type="text/python"> in pages of one's own, and the JavaScript interface in a browser.

const ready = (page) => page.waitForSelector("#last[data-whipsnake=done], #last[data-whipsnake=failed]", { state: "attached" });

export async function scriptsRunInOrder(page, { url, check }) {
  await page.goto(`${url}e2e/scripts.html`);
  await page.waitForSelector("#asks input");
  await page.fill("#asks input", "Ada");
  await page.press("#asks input", "Enter");
  await ready(page);
  check(await page.textContent("#first"), "first 1\n");
  check(await page.textContent("#from-src"), "from a file, shared = 41\n");
  check(await page.textContent("#asks"), "Who? Ada\nHello Ada\n");
  const failed = await page.textContent("#fails");
  check(failed.includes("NameError: name 'nowhere' is not defined"), true, failed);
  check(await page.textContent("#out-last"), "last\n");
}

export async function theInterface(page, { url, check }) {
  await page.goto(`${url}e2e/blank.html`);
  const result = await page.evaluate(async () => {
    const { loadWhipsnake } = await import("/npm/whipsnake.mjs");
    const lines = [];
    const python = await loadWhipsnake({ stdout: (line) => lines.push(line) });
    python.globals.set("n", 20);
    const value = python.runPython("print('sync'); n * 2 + 2");
    const later = await python.runPythonAsync("import time; time.sleep(0.01); print('async'); [1, 2.5, 'x', None, True]");
    const other = await loadWhipsnake();
    let error;
    try {
      other.runPython("n");
    } catch (caught) {
      error = [caught.name, caught.type, caught.message.trim().split("\n").at(-1)];
    }
    other.dispose();
    return { value, later, lines, error };
  });
  check(result, {
    value: 42,
    later: [1, 2.5, "x", null, true],
    lines: ["sync", "async"],
    error: ["PythonError", "NameError", "NameError: name 'n' is not defined"],
  });
}

export async function tracebacksShowTheLinesOfEachProgram(page, { url, check }) {
  await page.goto(`${url}e2e/blank.html`);
  const result = await page.evaluate(async () => {
    const { loadWhipsnake } = await import("/npm/whipsnake.mjs");
    const lines = [];
    const python = await loadWhipsnake({ stderr: (line) => lines.push(line) });
    await python.runPythonAsync("def first():\n    return 1 / 0\n");
    await python.runPythonAsync("\ndef second():\n    return first()\n", { filename: "second.py" });
    let message;
    try {
      await python.runPythonAsync("second()");
    } catch (error) {
      message = error.message;
    }
    await python.runPythonAsync("import traceback\ntry:\n    second()\nexcept ZeroDivisionError:\n    traceback.print_exc()\n");
    return { message: message.split("\n"), lines };
  });
  const functions = [
    '  File "second.py", line 3, in second',
    "    return first()",
    '  File "<exec>", line 2, in first',
    "    return 1 / 0",
    "           ~~^~~",
    "ZeroDivisionError: division by zero",
  ];
  const start = "Traceback (most recent call last):";
  check(result.message, [start, '  File "<exec>", line 1, in <module>', "    second()", "    ~~~~~~^^", ...functions, ""]);
  check(result.lines, [start, '  File "<exec>", line 3, in <module>', "    second()", "    ~~~~~~^^", ...functions]);
}
