// The files of the library that are not in the wasm: loaded when a program first imports a module of theirs.
//
// A page fetches them while the program waits. Node reads them at once; so does a page that cannot wait, with a request
// that blocks: inside `runPython`, or where the machine itself is in the middle of something.

const files = typeof process === "object" ? process.getBuiltinModule?.("node:fs") : undefined;

/** Where a file of the library lies: in the folder given, or beside this module. */
export function packUrl(folder, file) {
  const base = new URL(folder ?? "./packs/", folder === undefined ? import.meta.url : (globalThis.document?.baseURI ?? import.meta.url));
  return new URL(file, base.pathname.endsWith("/") ? base : new URL(`${base.href}/`));
}

/** Files loaded so far, for all interpreters of the page. */
export class Packs {
  #loaded = new Map();
  #loading = new Map();

  /** A file's bytes if they are there or can be had at once. If not, undefined when the caller may wait, else it blocks. */
  take(url, mayWait) {
    const known = this.#loaded.get(url.href);
    if (known) return known;
    if (mayWait && !isAtHand(url)) return undefined;
    return this.#keep(url, bytesNow(url));
  }

  /** The same, waiting. */
  fetch(url) {
    const known = this.#loaded.get(url.href);
    if (known) return known;
    let loading = this.#loading.get(url.href);
    if (!loading) {
      loading = fetchBytes(url).then((bytes) => this.#keep(url, bytes)).finally(() => this.#loading.delete(url.href));
      this.#loading.set(url.href, loading);
    }
    return loading;
  }

  #keep(url, bytes) {
    this.#loaded.set(url.href, bytes);
    return bytes;
  }
}

/** Whether a file can be had without a request. */
function isAtHand(url) {
  return url.protocol === "file:" && files !== undefined;
}

/** A file's bytes, without waiting. */
export function bytesNow(url) {
  return isAtHand(url) ? new Uint8Array(files.readFileSync(url)) : fetchNow(url);
}

async function fetchBytes(url) {
  if (url.protocol === "file:") {
    const { readFile } = await import("node:fs/promises");
    return new Uint8Array(await readFile(url));
  }
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${answer.statusText}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** A request that blocks. On a page's main thread such a request gives text only: one character for each byte, then. */
function fetchNow(url) {
  if (typeof XMLHttpRequest === "undefined") throw new Error(`${url} cannot be loaded without waiting; use runPythonAsync`);
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  const inWorker = typeof window === "undefined";
  if (inWorker) request.responseType = "arraybuffer";
  else request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  if (request.status !== 200) throw new Error(`${url}: ${request.status} ${request.statusText}`);
  if (inWorker) return new Uint8Array(request.response);
  const text = request.responseText;
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
