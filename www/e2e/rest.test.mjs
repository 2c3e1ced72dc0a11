// The second part of the wasm: who waits for it, and what happens when it does not come.

const REST = "**/whipsnake.rest.wasm";

/** A program that needs the rest, and its value. */
const RARE = "(float.fromhex('0x1.8p1'), bytes.maketrans(b'a', b'b')[97], (1 + 2j) ** 2 == -3 + 4j)";
const VALUE = [3, 98, true];

export async function aCallBringsIt(page, { url, check }) {
  await page.goto(`${url}e2e/blank.html`);
  const result = await page.evaluate(async (program) => {
    const { loadWhipsnake } = await import("/npm/whipsnake.mjs");
    const python = await loadWhipsnake();
    const before = performance.getEntriesByType("resource").filter((entry) => entry.name.endsWith(".rest.wasm")).length;
    const value = python.runPython(program);
    const other = await loadWhipsnake({ whole: true });
    return { before, value, again: other.runPython(program) };
  }, RARE);
  check(result, { before: 0, value: VALUE, again: VALUE });
}

export async function firstProgramsDoWithoutIt(page, { url, check }) {
  await page.route(REST, (route) => route.abort());
  await page.goto(`${url}e2e/blank.html`);
  const programs = [
    "print(1)", "1 + 1", "print('Hello, world!')\n", "name = 'Ada'\nprint(f'Hello {name}!')", "x = [1, 2, 3]\nprint(sum(x), x[0])\n",
    "for i in range(3):\n    print(i * 2.5)\n", "def double(x):\n    return x * 2\n\nprint(double(21))", "print({'a': 1}, (1, 2)); 2",
  ];
  const results = await page.evaluate(async (programs) => {
    const { loadWhipsnake } = await import("/npm/whipsnake.mjs");
    const run = async (program) => {
      const python = await loadWhipsnake();
      await python.runPythonAsync(program);
      return "done";
    };
    return Promise.all(programs.map((program) => run(program).catch((error) => error.message)));
  }, programs);
  check(results, programs.map(() => "done"));
}

export async function largeProgramsWait(page, { url, check }) {
  let requests = 0;
  await page.route(REST, async (route) => {
    requests += 1;
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  await page.goto(`${url}e2e/blank.html`);
  const result = await page.evaluate(async (program) => {
    const { loadWhipsnake } = await import("/npm/whipsnake.mjs");
    const python = await loadWhipsnake();
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 10);
    const small = await python.runPythonAsync("print(1); 2");
    const value = await python.runPythonAsync(`# ${"long ".repeat(300)}\n${program}`);
    clearInterval(timer);
    return { small, value, isAlive: turns > 5 };
  }, RARE);
  check(result, { small: 2, value: VALUE, isAlive: true });
  check(requests, 1, "asked for once");
}

export async function whatDoesNotComeIsSaid(page, { url, check }) {
  await page.route(REST, (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto(`${url}e2e/blank.html`);
  const result = await page.evaluate(async (program) => {
    const { loadWhipsnake } = await import("/npm/whipsnake.mjs");
    const python = await loadWhipsnake();
    const small = python.runPython("1 + 1");
    const messages = [];
    const failing = [
      () => python.runPython(program),
      () => python.runPython("1"),
      () => loadWhipsnake({ whole: true }),
    ];
    for (const run of failing) {
      try {
        await run();
        messages.push("none");
      } catch (error) {
        messages.push(error.message.replace(/http\S*\//, ""));
      }
    }
    return { small, messages };
  }, RARE);
  check(result.small, 2);
  check(result.messages, [
    "Whipsnake cannot load its second part, this interpreter cannot go on: whipsnake.rest.wasm: 404 Not Found",
    "this interpreter cannot be used any more: whipsnake.rest.wasm: 404 Not Found",
    "whipsnake.rest.wasm: 404 Not Found",
  ]);
}
