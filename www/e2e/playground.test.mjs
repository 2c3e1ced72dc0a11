// The playground as a user meets it.

async function open(page, url) {
  await page.goto(url);
  await page.waitForSelector("#run:enabled");
}

async function run(page, program) {
  await page.fill("#editor textarea", program);
  await page.click("#run");
}

const output = (page) => page.textContent("#output");
const ended = (page) => page.waitForSelector("#run:enabled");
const shows = (page, text) => page.waitForFunction((text) => document.getElementById("output").textContent.includes(text), text);

export async function prints(page, { url, check }) {
  await open(page, url);
  await run(page, "print('hello', 6 * 7)\nprint('ünï ✓')");
  await ended(page);
  await shows(page, "ünï");
  check(await output(page), "hello 42\nünï ✓\n");
}

export async function showsErrorsAndMarksTheLine(page, { url, check }) {
  await open(page, url);
  await run(page, "def f():\n    return 1 / 0\n\nf()\n");
  await ended(page);
  await shows(page, "ZeroDivisionError");
  const text = await output(page);
  check(text.startsWith('Traceback (most recent call last):\n  File "/home/main.py", line 4, in <module>\n'), true, text);
  check(text.includes("ZeroDivisionError: division by zero"), true, text);
  check(await page.textContent(".gutter .bad"), "2\n");
}

export async function eachRunStartsAfresh(page, { url, check }) {
  await open(page, url);
  await run(page, "x = 1\nprint('x' in globals())");
  await ended(page);
  await run(page, "print('x' in globals())");
  await ended(page);
  await shows(page, "False");
  check(await output(page), "False\n");
}

export async function inputWaits(page, { url, check }) {
  await open(page, url);
  await run(page, "name = input('Name? ')\nprint('Hello', name)\nprint(sorted([3, 1], key=lambda n: int(input()) * n))");
  await page.waitForSelector("#input-form.asked");
  await page.fill("#input", "Ada");
  await page.press("#input", "Enter");
  await page.waitForSelector("#input-form.asked");
  await page.fill("#input", "1");
  await page.press("#input", "Enter");
  await page.waitForSelector("#input-form.asked");
  await page.fill("#input", "5");
  await page.press("#input", "Enter");
  await ended(page);
  await shows(page, "]");
  check(await output(page), "Name? Ada\nHello Ada\n1\n5\n[3, 1]\n");
}

export async function sleepLeavesThePageAlive(page, { url, check }) {
  await open(page, url);
  await run(page, "import time\ndef g():\n    yield 1\n    time.sleep(1)\n    yield 2\nt = time.monotonic()\nprint(list(g()), time.monotonic() - t >= 1)");
  check(await slowestAnswer(page, 600) < 50, true, "a click waited too long");
  await ended(page);
  await shows(page, "True");
  check(await output(page), "[1, 2] True\n");
}

export async function anEndlessLoopLeavesClicksAnswered(page, { url, check, note }) {
  await open(page, url);
  await page.evaluate(() => {
    globalThis.answers = [];
    // An event carries the time it happened; a handler that has to wait for its turn runs later than that.
    const answered = (event) => globalThis.answers.push(performance.now() - event.timeStamp);
    document.querySelector("#output").addEventListener("click", answered);
  });
  await run(page, "while True: pass");
  await page.waitForTimeout(300);
  const box = await page.locator("#output").boundingBox();
  for (let clicks = 0; clicks < 40; clicks += 1) {
    await page.mouse.click(box.x + 5, box.y + 5);
    await page.waitForTimeout(20);
  }
  const answers = (await page.evaluate(() => globalThis.answers)).sort((a, b) => a - b);
  check(answers.length, 40, "every click is answered");
  const [middle, slowest] = [answers[20], answers[39]].map(Math.round);
  note(`40 clicks during an endless loop: answered after ${middle} ms, the slowest after ${slowest} ms`);
  check(slowest < 50, true, `a click waited ${slowest} ms`);
  await page.click("#stop");
  await ended(page);
  await shows(page, "KeyboardInterrupt");
}

export async function stopEndsAnEndlessLoop(page, { url, check }) {
  await open(page, url);
  await run(page, "while True: pass");
  await page.waitForTimeout(300);
  const slowest = await slowestAnswer(page, 1500);
  check(slowest < 50, true, `a timer waited ${slowest} ms`);
  await page.click("#stop");
  await ended(page);
  await shows(page, "KeyboardInterrupt");
}

export async function stopEndsASleepAndAnInput(page, { url }) {
  await open(page, url);
  for (const program of ["import time; time.sleep(1000)", "input()"]) {
    await run(page, program);
    await page.waitForTimeout(200);
    await page.click("#stop");
    await ended(page);
    await shows(page, "KeyboardInterrupt");
  }
}

export async function stopEndsWhatSwallowsInterrupts(page, { url }) {
  await open(page, url);
  await run(page, "while True:\n    try:\n        while True: pass\n    except BaseException:\n        pass");
  await page.waitForTimeout(200);
  await page.click("#stop");
  await ended(page);
  await shows(page, "ended by force");
}

export async function examplesRun(page, { url, check }) {
  await open(page, url);
  for (const name of ["hello", "queens", "shapes"]) {
    await page.selectOption("#examples", name);
    await page.waitForTimeout(150);
    await page.click("#run");
    await ended(page);
  }
  await shows(page, "not a shape");
  check((await output(page)).includes("a square: Rectangle(width=4, height=4) -> 16.00"), true);
}

/** The longest a click's handler had to wait for its turn, in milliseconds, over some time. */
function slowestAnswer(page, milliseconds) {
  return page.evaluate(async (milliseconds) => {
    let slowest = 0;
    const end = performance.now() + milliseconds;
    while (performance.now() < end) {
      const asked = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 0));
      // A timeout of 0 may itself take 4 ms; what a click waits for is the rest.
      slowest = Math.max(slowest, performance.now() - asked - 4);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return Math.round(slowest);
  }, milliseconds);
}
