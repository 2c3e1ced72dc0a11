// How soon a page prints: the time to the first output against that of a blank page, each with an empty cache.

const RUNS = 9;

/** What a page may take more than a blank one; the promise, measured on a quiet machine, is 100 ms. */
const LIMIT = 400;

export async function firstPrint(page, { url, check, note }) {
  const browser = page.context().browser();
  const times = { blank: [], first: [] };
  for (let run = 0; run < RUNS; run += 1) {
    for (const name of ["blank", "first"]) {
      const context = await browser.newContext();
      const fresh = await context.newPage();
      await fresh.addInitScript(noteFirstPrint);
      await fresh.goto(`${url}e2e/${name}.html`);
      if (name === "first") await fresh.waitForFunction(() => globalThis.printed);
      const time = await fresh.evaluate(
        () => globalThis.printed ?? performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
      );
      times[name].push(time);
      await context.close();
    }
  }
  const [first, blank] = [times.first, times.blank].map((list) => list.sort((a, b) => a - b));
  const [more, usually] = [0, RUNS >> 1].map((at) => Math.round(first[at] - blank[at]));
  note(`first print ${Math.round(first[0])} ms after navigation; over a blank page least ${more} ms, median ${usually} ms`);
  check(more < LIMIT, true, `${more} ms over a blank page`);
}

/** Notes when the output is there: asking again and again from outside would add its own steps. */
function noteFirstPrint() {
  const observer = new MutationObserver(() => {
    if (document.getElementById("out")?.textContent !== "1\n") return;
    globalThis.printed = performance.now();
    observer.disconnect();
  });
  observer.observe(document, { childList: true, characterData: true, subtree: true });
}
