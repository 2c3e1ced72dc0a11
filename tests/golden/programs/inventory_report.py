# Reading records, grouping, sorting and printing a table.
import csv
import io
from collections import defaultdict
from itertools import groupby
from operator import itemgetter

DATA = """item,category,price,quantity
Hammer,tools,12.50,10
Nails,hardware,0.05,5000
Saw,tools,18.99,4
Paint,decor,22.00,15
Brush,decor,3.75,40
Drill,tools,89.90,2
Screws,hardware,0.08,3000
Ladder,tools,65.00,oops
"""

def load(text):
    good, bad = [], []
    for n, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
        try:
            good.append({**row, "price": float(row["price"]), "quantity": int(row["quantity"])})
        except ValueError as e:
            bad.append((n, str(e)))
    return good, bad

def table(rows, columns):
    cells = [[format(r[c], ",.2f") if isinstance(r[c], float) else str(r[c]) for c in columns] for r in rows]
    widths = [max(len(c), *(len(row[i]) for row in cells)) for i, c in enumerate(columns)]
    line = "+" + "+".join("-" * (w + 2) for w in widths) + "+"
    yield line
    yield "|" + "|".join(f" {c:^{w}} " for c, w in zip(columns, widths)) + "|"
    yield line.replace("-", "=")
    for row, r in zip(cells, rows):
        yield "|" + "|".join(f" {c:>{w}} " if not isinstance(r[k], str) else f" {c:<{w}} " for c, w, k in zip(row, widths, columns)) + "|"
    yield line

rows, errors = load(DATA)
for r in rows:
    r["value"] = r["price"] * r["quantity"]
rows.sort(key=lambda r: (r["category"], -r["value"]))
print(*table(rows, ["item", "category", "price", "quantity", "value"]), sep="\n")
for category, group in groupby(rows, key=itemgetter("category")):
    group = list(group)
    print(f"{category}: {len(group)} items worth {sum(r['value'] for r in group):,.2f}, dearest {max(group, key=itemgetter('price'))['item']}")
totals = defaultdict(float)
for r in rows:
    totals[r["category"][0].upper()] += r["value"]
print(dict(totals), errors)
print(sorted({r["category"] for r in rows}), [r["item"] for r in rows if r["price"] < 5])
