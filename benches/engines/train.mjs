// Runs a program as whipsnake.mjs does, on an instrumented package, and writes what its counters say to the file that
// WHIPSNAKE_COUNTS names, in the text form of LLVM's profiles. The arguments are whipsnake.mjs's.
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";

// A record of `__llvm_prf_data` on wasm32: its size in bytes and where its fields are.
const RECORD = { size: 48, name: 0, hash: 8, counters: 16, number: 32 };

// The loader keeps its instance to itself. What only the build's own tools call must be there to be linked.
let exports;
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (module, imports) => {
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] ??= () => {
      throw new Error(`${from}.${name} is not for running programs`);
    };
  }
  const made = await instantiate(module, imports);
  if (made.exports.profile_section) exports = made.exports;
  return made;
};

await import("./whipsnake.mjs");

const [data, dataEnd, counters, countersEnd, names, namesEnd] = Array.from(
  { length: 6 },
  (_, index) => exports.profile_section(index) >>> 0,
);
const memory = exports.memory.buffer;
const view = new DataView(memory);

function* namesOf(at, end) {
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = view.getUint8(at++);
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < end) {
    const size = number();
    if (number() !== 0) throw new Error("the names are compressed");
    if (size > 0) yield* Buffer.from(memory, at, size).toString().split("\x01");
    at += size;
  }
}

const byHash = new Map();
for (const name of namesOf(names, namesEnd)) {
  byHash.set(createHash("md5").update(name).digest().readBigUInt64LE(0), name);
}
const text = [":ir"];
for (let at = data; at < dataEnd; at += RECORD.size) {
  const name = byHash.get(view.getBigUint64(at + RECORD.name, true));
  const number = view.getUint32(at + RECORD.number, true);
  const first = (at + view.getInt32(at + RECORD.counters, true)) >>> 0;
  if (name === undefined || first < counters || first + 8 * number > countersEnd) {
    throw new Error("the records of the profile are not as expected: has LLVM changed their form?");
  }
  const counts = Array.from({ length: number }, (_, index) => view.getBigUint64(first + 8 * index, true));
  text.push(name, view.getBigUint64(at + RECORD.hash, true), number, ...counts, "");
}
writeFileSync(process.env.WHIPSNAKE_COUNTS, text.join("\n"));
