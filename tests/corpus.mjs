// Finds the tests of the corpus and says what each expects; shared by bless.mjs and the JavaScript runners.
//
// A test is `golden/<area>/<name>.py` with `<name>.out` beside it, or `errors/<name>.py` with `<name>.err`
// (and `<name>.out` when it prints before it fails). A folder `<name>_files` beside a test holds files the
// program finds beside itself; a file `<name>.in` is its standard input.

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = dirname(fileURLToPath(import.meta.url));
export const repository = dirname(here);

/** All `.py` files that are tests, below the given files or folders, in a stable order. */
export function findTests(paths = [join(here, 'golden'), join(here, 'errors')]) {
  const found = [];
  const walk = (path) => {
    if (!statSync(path).isDirectory()) {
      if (path.endsWith('.py')) found.push(path);
    } else if (!path.endsWith('_files')) {
      for (const name of readdirSync(path).sort()) walk(join(path, name));
    }
  };
  for (const path of paths) if (existsSync(path)) walk(resolve(path));
  return found;
}

const textOf = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null);

/** Reads one test: its id as in `expected_failures.toml`, program, companions and expectations. */
export function readTest(path) {
  const stem = path.slice(0, -3);
  const files = {};
  const collect = (folder, prefix) => {
    if (!existsSync(folder)) return;
    for (const name of readdirSync(folder).sort()) {
      const full = join(folder, name);
      if (name === '__pycache__') continue;
      if (statSync(full).isDirectory()) collect(full, `${prefix}${name}/`);
      else files[prefix + name] = readFileSync(full);
    }
  };
  collect(`${stem}_files`, `${basename(stem)}_files/`);
  return {
    path, stem, files,
    id: relative(here, stem).replaceAll('\\', '/'),
    name: basename(path),
    source: readFileSync(path),
    stdin: textOf(`${stem}.in`) ?? '',
    fails: relative(here, path).startsWith('errors'),
    out: textOf(`${stem}.out`),
    err: textOf(`${stem}.err`),
  };
}

/** Ids listed in expected_failures.toml for one runner (`native`, `node`, `browser`), with their reasons. */
export function expectedFailures(runner) {
  const listed = new Map();
  let section = 'all';
  for (const line of (textOf(join(here, 'expected_failures.toml')) ?? '').split('\n')) {
    const head = line.match(/^\[([\w-]+)\]/);
    if (head) section = head[1];
    const row = line.match(/^"([^"]+)"\s*=\s*"(.*)"\s*$/);
    if (row && (section === 'all' || section === runner)) listed.set(row[1], row[2]);
  }
  return listed;
}
