// How soon a page prints: the time to the first output against that of a blank page, each with an empty cache.

const RUNS = 7;

/** What a page may take more than a blank one; the promise, measured on a quiet machine, is 100 ms. */
const LIMIT = 400;

export async function firstPrint(page, { url, check, note }) {
  const browser = page.context().browser();
  const least = { blank: Infinity, first: Infinity };
  for (let run = 0; run < RUNS; run += 1) {
    for (const name of ["blank", "first"]) {
      const context = await browser.newContext();
      const fresh = await context.newPage();
      await fresh.goto(`${url}e2e/${name}.html`);
      const time = await fresh.evaluate(async (name) => {
        if (name === "first") {
          const out = document.getElementById("out");
          while (out.textContent !== "1\n") await new Promise((resolve) => setTimeout(resolve, 1));
          return performance.now();
        }
        return performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd;
      }, name);
      least[name] = Math.min(least[name], time);
      await context.close();
    }
  }
  const more = Math.round(least.first - least.blank);
  note(`first print ${Math.round(least.first)} ms after navigation, ${more} ms over a blank page`);
  check(more < LIMIT, true, `${more} ms over a blank page`);
}
