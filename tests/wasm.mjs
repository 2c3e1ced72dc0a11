// Runs the corpus with the wasm build, in Node or in headless Chromium, and compares what the programs print.
//
//   node tests/wasm.mjs node|browser [--brief] [FILTER ...]
//
// The package is dist/npm (`cargo xtask npm`). For the browser, WHIPSNAKE_URL is the address of a page that serves it
// below npm/, WHIPSNAKE_PLAYWRIGHT the address of playwright-core's index.mjs, WHIPSNAKE_CHROMIUM the browser.
// Each program runs as the main program of an interpreter of its own, in slices, and may take 20 seconds.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expectedFailures, findTests, readTest, repository } from './corpus.mjs';

const [where, ...words] = process.argv.slice(2);
const brief = words.includes('--brief');
const filters = words.filter((word) => !word.startsWith('--'));
const LIMIT = 20_000;

/** Runs one program; it is sent to a page as text, so it uses nothing from around it. */
async function runProgram({ packageUrl, source, name, files, stdin, limit }) {
  const decode = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const { loadWhipsnake } = await import(packageUrl);
  const text = { out: '', err: '' };
  const sink = (key) => {
    const decoder = new TextDecoder();
    return { write: (bytes) => { text[key] += decoder.decode(bytes, { stream: true }); } };
  };
  const lines = stdin.split(/(?<=\n)/).filter(Boolean);
  const folder = '/work';
  const all = { [`${folder}/${name}`]: decode(source) };
  for (const [path, data] of Object.entries(files)) all[`${folder}/${path}`] = decode(data);
  const python = await loadWhipsnake({
    files: all, cwd: folder, args: [name], env: { NO_COLOR: '1', HOME: '/home' },
    stdout: sink('out'), stderr: sink('err'), stdin: () => lines.shift() ?? null,
  });
  let timer;
  const late = new Promise((resolve) => { timer = setTimeout(() => resolve('late'), limit); });
  let code;
  try {
    code = await Promise.race([python.runMain(name), late]);
    if (code === 'late') text.err += `[it ran longer than ${limit / 1000} seconds]\n`;
  } catch (error) {
    text.err += `[the interpreter itself failed: ${error}]\n`;
    code = 70;
  }
  clearTimeout(timer);
  python.dispose();
  // CPython names a main program by its absolute path; expectations show the bare name.
  const bare = (shown) => shown.replaceAll(`${folder}/`, '');
  return { out: bare(text.out), err: bare(text.err), code };
}

/** What runs a program: here, or in a page. */
async function engine() {
  if (where === 'node') {
    const packageUrl = pathToFileURL(join(repository, 'dist/npm/whipsnake.mjs')).href;
    return { run: (what) => runProgram({ ...what, packageUrl }), close() {} };
  }
  const { chromium } = (await import(process.env.WHIPSNAKE_PLAYWRIGHT)).default;
  const browser = await chromium.launch({
    executablePath: process.env.WHIPSNAKE_CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const page = await browser.newPage();
  const url = new URL(process.env.WHIPSNAKE_URL);
  await page.goto(new URL('e2e/blank.html', url).href);
  const packageUrl = new URL('npm/whipsnake.mjs', url).href;
  return { run: (what) => page.evaluate(runProgram, { ...what, packageUrl }), close: () => browser.close() };
}

/** What is wrong with a result, or null. */
function complaint(test, ran) {
  const wanted = { out: test.out ?? '', err: test.err };
  if ((ran.code === 0) === test.fails) return `exit code ${ran.code}\n${ran.err}`;
  if (ran.out !== wanted.out) return difference('stdout', wanted.out, ran.out) + (test.fails ? '' : ran.err);
  if (wanted.err !== null && ran.err !== wanted.err) return difference('stderr', wanted.err, ran.err);
  return null;
}

function difference(what, wanted, got) {
  const [a, b] = [wanted.split('\n'), got.split('\n')];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const show = (sign, lines) => lines.slice(at, at + 5).map((line) => `    ${sign} ${line}\n`).join('');
  return `  ${what} differs from line ${at + 1} on:\n${show('-', a)}${show('+', b)}`;
}

const base64 = (bytes) => Buffer.from(bytes).toString('base64');
const known = expectedFailures(where);
const { run, close } = await engine();
let passed = 0, failed = 0, expected = 0;
for (const path of findTests()) {
  const test = readTest(path);
  if (filters.length && !filters.some((filter) => test.id.includes(filter))) continue;
  const files = Object.fromEntries(Object.entries(test.files).map(([name, data]) => [name, base64(data)]));
  const ran = await run({ source: base64(test.source), name: test.name, files, stdin: test.stdin, limit: LIMIT });
  const wrong = complaint(test, ran);
  if (!wrong && !known.has(test.id)) {
    passed += 1;
  } else if (wrong && known.has(test.id)) {
    expected += 1;
  } else {
    failed += 1;
    console.log(wrong ? `FAILED ${test.id}` : `PASSES ${test.id}, which is listed as an expected failure: remove the line`);
    if (wrong && !brief) console.log(wrong);
  }
}
await close();
console.log(`golden ${where}: ${passed} passed, ${failed} failed, ${expected} expected failures`);
process.exit(failed ? 1 : 0);
