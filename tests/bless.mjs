// Writes what the tests expect, as CPython 3.14 prints it.
//
//   node tests/bless.mjs [--modules DIR] [--check] [--missing] [FILE_OR_FOLDER ...]
//
//   --modules DIR   the node_modules folder that holds the npm package `pyodide` (314.x); else the
//                   environment's WHIPSNAKE_NODE_MODULES, else target/node/node_modules of the repository
//   --check         write nothing; fail if an expectation is missing or differs
//   --missing       only tests that have no expectation yet
//   FILE_OR_FOLDER  tests to bless; without any, the whole corpus (golden/ and errors/)
//
// Programs in golden/threads/ and golden/asyncio/ need what that build has not (threads, sockets, an event loop that
// blocks): they run under a native CPython, `WHIPSNAKE_PYTHON` or the newest `python3.1x` that is found.
//
// Each program runs twice, under two hash seeds. It is refused, and nothing is written for it, if the two
// runs differ, if a golden fails or a test in errors/ succeeds, if something is printed only as the
// interpreter shuts down, or if the first line is not a comment. What looks like an address is reported.
// Exit code: 0 if every program was blessed (or agreed, with --check), else 1.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker, isMainThread } from 'node:worker_threads';
import { CPython } from './cpython.mjs';
import { findTests, readTest, repository } from './corpus.mjs';

// Deep recursion needs more stack than Node gives its main thread, so the work is done on a thread of ours.
if (isMainThread) {
  const resourceLimits = { stackSizeMb: 200, maxOldGenerationSizeMb: 4096 };
  new Worker(fileURLToPath(import.meta.url), { argv: process.argv.slice(2), resourceLimits })
    .on('exit', (code) => { process.exitCode = code; });
} else {
  await bless();
}

async function bless() {
  const options = { modules: process.env.WHIPSNAKE_NODE_MODULES ?? join(repository, 'target/node/node_modules'), paths: [] };
  for (let args = process.argv.slice(2); args.length;) {
    const arg = args.shift();
    if (arg === '--modules') options.modules = args.shift();
    else if (arg === '--check' || arg === '--missing') options[arg.slice(2)] = true;
    else options.paths.push(arg);
  }

  const entry = join(options.modules, 'pyodide/pyodide.mjs');
  if (!existsSync(entry)) {
    console.error(`no pyodide in ${options.modules}: npm install --prefix ${join(options.modules, '..')} pyodide@314`);
    process.exit(1);
  }
  const { loadPyodide } = await import(pathToFileURL(entry).href);
  const seeds = [1, 2];
  const pythons = [];
  for (const seed of seeds) pythons.push(await CPython.create(loadPyodide, { seed }));

  /** Why the results must not become an expectation, or null. */
  function objection(test, [first, second]) {
    if (!test.source.toString().startsWith('#')) return 'the first line is not a comment';
    if (first.stdout !== second.stdout) return 'what it prints depends on the hash seed';
    if (test.fails && first.stderr !== second.stderr) return 'its traceback depends on the hash seed';
    if (first.code === 70) return first.stderr;
    if (first.late) return `it prints while the interpreter shuts down: ${first.late}`;
    if (test.fails && (first.code === 0 || !first.stderr)) return 'it ends without an error';
    if (!test.fails && first.code !== 0) return `it fails:\n${first.stdout.slice(-300)}${first.stderr}`;
    if (!test.fails && !first.stdout) return 'it prints nothing';
    return null;
  }

  /** Runs a program under a native CPython. */
  function runNatively(test, seed) {
    const folder = mkdtempSync(join(tmpdir(), 'bless-'));
    const file = join(folder, basename(test.name));
    writeFileSync(file, test.source);
    const names = [process.env.WHIPSNAKE_PYTHON, 'python3.14', 'python3.13'].filter(Boolean);
    try {
      for (const name of names) {
        const env = { ...process.env, PYTHONHASHSEED: String(seed) };
        const { error, status, stdout, stderr } = spawnSync(name, [file], { cwd: folder, env, encoding: 'utf8' });
        if (!error) return { code: status, stdout, stderr, late: '' };
      }
      return { code: 70, stdout: '', stderr: `none of ${names.join(', ')} is here`, late: '' };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  const isNative = (test) => /^golden\/(threads|asyncio)\//.test(test.id);

  let written = 0, same = 0, bad = 0;
  for (const path of findTests(options.paths.length ? options.paths : undefined)) {
    const test = readTest(path);
    if (options.missing && (test.fails ? test.err : test.out) !== null) continue;
    const results = [];
    for (const [at, python] of pythons.entries()) {
      results.push(isNative(test) ? runNatively(test, seeds[at]) : await python.run(test.source, test.name, test));
    }
    const reason = objection(test, results);
    if (reason) {
      bad++;
      console.log(`refused ${test.id}: ${reason}`);
      continue;
    }
    // Modules beside the program are named by absolute paths, which no test may depend on.
    const [stdout, stderr] = [results[0].stdout, results[0].stderr].map((text) => text.replaceAll('/work/', ''));
    if (/0x[0-9a-f]{5,}/.test(test.fails ? stderr : stdout)) console.log(`look    ${test.id}: an address?`);
    if (!test.fails && stderr) console.log(`look    ${test.id}: writes to stderr:\n${stderr}`);
    const wanted = { out: test.fails && !stdout ? null : stdout, err: test.fails ? stderr : null };
    if (wanted.out === test.out && wanted.err === test.err) {
      same++;
    } else if (options.check) {
      bad++;
      console.log(`differs ${test.id}`);
    } else {
      written++;
      for (const kind of ['out', 'err']) {
        if (wanted[kind] !== null) writeFileSync(`${test.stem}.${kind}`, wanted[kind]);
        else rmSync(`${test.stem}.${kind}`, { force: true });
      }
    }
  }
  console.log(`bless: ${written} written, ${same} unchanged, ${bad} ${options.check ? 'wrong' : 'refused'}`);
  process.exitCode = bad ? 1 : 0;
}
