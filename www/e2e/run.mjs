// Runs the tests of this folder in headless Chromium: run.mjs <address of the page> [filter…]
//
// A test file `name.test.mjs` exports functions; each gets a fresh page and `{ url, check, note }`. Everything the page logs as
// an error fails the test it happens in.

import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [url, ...filters] = process.argv.slice(2);
const { chromium } = (await import(process.env.WHIPSNAKE_PLAYWRIGHT)).default;
const here = dirname(fileURLToPath(import.meta.url));

const browser = await chromium.launch({
  executablePath: process.env.WHIPSNAKE_CHROMIUM,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** How long one test may take. */
const LIMIT = 60_000;

function check(actual, expected, what = "") {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${what}\n   expected ${right}\n   but got  ${left}`);
}

const within = (promise, limit) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${limit / 1000} s`)), limit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

let passed = 0;
const failed = [];
for (const file of readdirSync(here).filter((name) => name.endsWith(".test.mjs")).sort()) {
  const tests = await import(pathToFileURL(join(here, file)).href);
  for (const [name, test] of Object.entries(tests)) {
    const title = `${file.replace(".test.mjs", "")}: ${name}`;
    if (filters.length && !filters.some((filter) => title.includes(filter))) continue;
    const context = await browser.newContext();
    const page = await context.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    const start = performance.now();
    try {
      await within(test(page, { url, check, note: (text) => console.log(`       ${text}`) }), test.limit ?? LIMIT);
      check(errors, [], "the page reported errors");
      passed += 1;
      console.log(`ok     ${title} (${Math.round(performance.now() - start)} ms)`);
    } catch (error) {
      failed.push(title);
      console.log(`FAILED ${title}\n   ${error.message}`);
      if (errors.length) console.log(`   errors in the page: ${errors.join("; ")}`);
    }
    await context.close();
  }
}
await browser.close();
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length ? 1 : 0);
