// How soon a page prints: the time to the first output against that of a blank page, each with an empty cache.

const RUNS = 9;

/** What a page may take more than a blank one; the promise, measured on a quiet machine, is 100 ms. */
const LIMIT = 400;

export async function firstPrint(page, { url, check, note }) {
  const browser = page.context().browser();
  const least = { blank: Infinity, first: Infinity };
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
      least[name] = Math.min(least[name], time);
      await context.close();
    }
  }
  const more = Math.round(least.first - least.blank);
  note(`first print ${Math.round(least.first)} ms after navigation, ${more} ms over a blank page`);
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
