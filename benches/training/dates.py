# Trains dates, paths, string files and command lines: datetime, calendar, time, pathlib, os.path, io.StringIO, argparse, logging.
import argparse
import calendar
import io
import logging
import os.path
import time
from collections import defaultdict
from datetime import UTC, date, datetime, time as clock, timedelta, timezone
from pathlib import PurePosixPath, PureWindowsPath
from zlib import crc32

START = datetime(2023, 12, 25, 8, 30, 15, 250)
PATHS = ["/srv/data/2024/report.final.csv", "src/../lib//module.py", "~/notes.txt", "images/logo@2x.PNG", "/", "a/b/c/../../d/.hidden", "archive.tar.gz"]


def moments(n):
    step = timedelta(days=n, hours=n % 24, minutes=7 * n, microseconds=n)
    later = START + step
    back = later - START
    zone = timezone(timedelta(hours=n % 12, minutes=30), "ZON")
    aware = later.replace(tzinfo=UTC).astimezone(zone)
    parsed = datetime.strptime(later.strftime("%d/%m/%Y %H:%M:%S"), "%d/%m/%Y %H:%M:%S")
    texts = [later.isoformat(), later.isoformat(" ", "minutes"), str(step), repr(back), f"{later:%Y-%m-%d %j %a %b %p}", aware.isoformat(), str(aware.utcoffset()), aware.tzname()]
    numbers = [step.total_seconds(), step // timedelta(hours=5), step % timedelta(days=2), step / 3, abs(-step) == step, divmod(step, timedelta(days=7))[0], -step]
    numbers += [later > START, later.weekday(), later.isocalendar().week, later.timetuple().tm_yday, aware.timestamp(), later.date() - START.date(), later.year]
    return texts, numbers, parsed, datetime.fromisoformat(later.isoformat()) == later, datetime.fromtimestamp(n * 100_000, UTC), max(later, START).replace(hour=0), datetime.combine(later.date(), clock(9, n % 60))


def days(n):
    day = date(2024, 1, 31) + timedelta(n * 3)
    month_end = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    workdays, cursor = 0, day
    while cursor <= month_end:
        workdays += cursor.weekday() < 5
        cursor += timedelta(days=1)
    birthdays = sorted([date(1990, 5, 17), date(1985, 12, 3), date(2001, 2, 27)], key=lambda d: (d.month, d.day))
    ages = [day.year - b.year - ((day.month, day.day) < (b.month, b.day)) for b in birthdays]
    by_month = defaultdict(list)
    for i in range(0, 90, 11):
        by_month[(day + timedelta(i)).strftime("%B %Y")].append(i)
    try:
        date(2023, 2, 29)
    except ValueError as error:
        return day, month_end, workdays, ages, dict(by_month), bool(error.args), day.toordinal(), date.fromisoformat(str(day)) == day, calendar.isleap(day.year), hash(day) == hash(day + timedelta())


def clocks(n):
    stamp = time.gmtime(n * 86_461)
    text = time.strftime("%Y-%m-%dT%H:%M:%SZ", stamp)
    began = time.perf_counter()
    moment = clock(n % 24, n % 60, tzinfo=UTC)
    weeks = calendar.Calendar(firstweekday=6).monthdayscalendar(2024, n % 12 + 1)
    return text, calendar.timegm(time.strptime(text, "%Y-%m-%dT%H:%M:%SZ")), stamp.tm_wday, moment.isoformat(), weeks[0], calendar.day_name[n % 7], len(calendar.month(2024, n % 12 + 1)), time.perf_counter() >= began, time.monotonic() > 0


def paths(n):
    out = []
    for text in PATHS:
        path = PurePosixPath(text)
        out += [path.name, path.stem, path.suffix, path.suffixes, str(path.parent), path.parts, path.is_absolute(), str(path / f"child{n}" / "x.md")]
        out += [path.with_suffix(".bak").as_posix() if path.name else "", path.match("*.py"), [str(parent) for parent in path.parents][:3]]
        head, tail = os.path.split(text)
        out += [head, tail, os.path.splitext(tail), os.path.join(head, "..", tail), os.path.normpath(text), os.path.basename(text).lower(), os.path.isabs(text)]
    windows = PureWindowsPath("C:\\Users\\ada") / "file.TXT"
    base = PurePosixPath("/srv/data")
    try:
        PurePosixPath("/etc").relative_to(base)
    except ValueError:
        out.append("outside")
    out += [windows.drive, windows.as_posix(), windows == PureWindowsPath("c:/users/ADA/FILE.txt"), PurePosixPath(PATHS[0]).relative_to(base).parts, os.path.commonpath([PATHS[0], "/srv/data/x"]), os.path.relpath("/a/b", "/a/c")]
    return out, sorted(map(PurePosixPath, PATHS))[0]


def streams(n):
    out = io.StringIO()
    for i in range(12):
        print(i, i * n, f"line {i}", sep="\t", file=out)
    out.write("tail")
    out.seek(0)
    first, rest = out.readline(), [line.rstrip("\n").split("\t") for line in out]
    lines = io.StringIO("alpha\nbeta\n\ngamma")
    numbered = [f"{number:>3} {line.strip()}" for number, line in enumerate(lines, 1) if line.strip()]
    lines.seek(6)
    return first, len(rest), rest[-1], sum(int(row[1]) for row in rest[:-1]), numbered, lines.read(4), lines.tell(), lines.readlines(), len(out.getvalue())


def parser():
    parser = argparse.ArgumentParser(prog="tool", description="A tool.", exit_on_error=False)
    parser.add_argument("-v", "--verbose", action="count", default=0)
    parser.add_argument("--level", type=int, choices=range(5), default=1)
    parser.add_argument("--define", action="append", default=[], metavar="KEY=VALUE")
    commands = parser.add_subparsers(dest="command")
    copy = commands.add_parser("copy", help="copies files")
    copy.add_argument("sources", nargs="+")
    copy.add_argument("target")
    copy.add_argument("--force", action=argparse.BooleanOptionalAction)
    return parser


TOOL = parser()


def arguments(n):
    lines = [f"-vv --level {n % 5} copy a b{n} c --force", "--define x=1 --define=y=2 copy s t", "-v"]
    parsed = [vars(TOOL.parse_args(line.split())) for line in lines]
    known, rest = TOOL.parse_known_args(["--level=3", "--odd"])
    try:
        TOOL.parse_args(["--level", "x"])
    except argparse.ArgumentError as error:
        return parsed, known.level, rest, error.message


def logs(n):
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(levelname)-8s|%(name)s|%(message)s"))
    logger = logging.getLogger(f"training.{n % 4}")
    logger.propagate = False
    logger.handlers[:] = [handler]
    logger.setLevel(logging.INFO)
    logger.debug("hidden %d", n)
    logger.info("value %s of %r", n, "x")
    logger.warning("slow: %.2f", n / 7)
    return out.getvalue(), logger.isEnabledFor(logging.DEBUG)


def main():
    checksum = 0
    for n in range(250):
        results = [moments(n), days(n), clocks(n), paths(n), streams(n), logs(n)]
        if n % 4 == 0:
            results.append(arguments(n))
        checksum = crc32(repr(results).encode(), checksum)
    print("dates", checksum)


if __name__ == "__main__":
    main()
