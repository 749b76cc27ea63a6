"""Imports: the same reports in four forms give the same store; killed twenty times, nothing is lost or doubled; speed.

    python bench/imports.py same  [--reports 10000]
    python bench/imports.py kill  [--reports 10000] [--kills 20] [--code]
    python bench/imports.py speed [--reports 1000]

same   one JSONL file, a folder of text files, a zip of them, and a WARC of pages, each added to a store of its own
kill   `marsad add` of the JSONL file, killed with -9 at random moments, then run to its end; `--code` codes as well
speed  pages a second: trafilatura alone, the readers, and `marsad add` without and with coding

Reports come from ../shared/news; where that is absent, from bench/retelling.py.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from retelling import stories

from marsad.batch import add_all
from marsad.reports import Found, scan
from marsad.store import open_store

ROOT = Path(__file__).resolve().parents[1]
NEWS = ROOT.parent / "shared/news/conflict.jsonl.gz"
FORMS = ("reports.jsonl", "reports", "reports.zip", "reports.warc.gz")


def reports(count: int) -> list[dict[str, Any]]:
    """`count` reports with id, text and day, no text twice."""
    found: dict[str, dict[str, Any]] = {}
    for one in _all(count):
        if len(found) == count:
            break
        fields = {key: one[key] for key in ("id", "published", "outlet", "title") if one.get(key)}
        found.setdefault(one["text"], fields | {"text": one["text"]})
    return list(found.values())


def _all(count: int) -> Iterator[dict[str, Any]]:
    if NEWS.is_file():
        with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    else:
        yield from ({"id": t.id, "published": t.published, "text": t.text} for t in stories(count))


def page(report: dict[str, Any]) -> bytes:
    """The report as a page of a site: headline, day, paragraphs, and what stands around them."""
    paragraphs = "".join(f"<p>{escape(line)}</p>\n" for line in report["text"].split("\n"))
    title, day = escape(report.get("title") or ""), report.get("published") or ""
    meta = f'<meta charset="utf-8"><meta property="article:published_time" content="{day}">'
    around = '<nav><a href="/">الرئيسية</a> <a href="/all">كل الأخبار</a></nav>'
    body = f"{around}<article><h1>{title}</h1>\n{paragraphs}</article><footer>جميع الحقوق محفوظة</footer>"
    head = f"<head>{meta}<title>{title}</title></head>"
    return f'<!DOCTYPE html><html lang="ar">{head}<body>{body}</body></html>'.encode()


def write_forms(found: list[dict[str, Any]], folder: Path) -> None:
    """The reports in each of `FORMS` below `folder`."""
    (folder / "reports").mkdir()
    with (
        (folder / "reports.jsonl").open("w", encoding="utf-8") as lines,
        zipfile.ZipFile(folder / "reports.zip", "w", zipfile.ZIP_DEFLATED) as packed,
        gzip.open(folder / "reports.warc.gz", "wb", compresslevel=1) as warc,
    ):
        for one in found:
            lines.write(json.dumps(one, ensure_ascii=False) + "\n")
            head = "".join(f"{key}: {one[key]}\n" for key in ("id", "published", "outlet") if one.get(key))
            text = f"---\n{head}---\n{one['text']}".encode()
            (folder / "reports" / f"{one['id']}.txt").write_bytes(text)
            packed.writestr(f"{one['id']}.txt", text)
            warc.write(_record(f"https://news.example/{one['id']}.txt", "text/plain; charset=utf-8", text))


def _record(url: str, media_type: str, body: bytes) -> bytes:
    """A record of a WARC: an answer of a web server."""
    answer = (
        f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    return head.encode() + answer + b"\r\n\r\n"


def contents(db: Path) -> dict[str, str]:
    """What a store holds: the hash of each text by its id."""
    with open_store(db, create=False) as store:
        return {one.id: one.sha256 for one in store.reports(limit=None)}


def same(count: int, folder: Path) -> bool:
    """Whether each form gives the same reports; prints how long each took."""
    found = reports(count)
    write_forms(found, folder)
    held = {}
    for form in FORMS:
        start = time.perf_counter()
        with open_store(folder / f"{form}.db") as store:
            for _ in add_all(scan([folder / form]), store, "", coding=False):
                pass
            wrong = len(store.verify().problems)
        held[form] = contents(folder / f"{form}.db")
        seconds = time.perf_counter() - start
        print(f"{form:18}{len(held[form]):7d} reports in {seconds:6.1f} s, {wrong} wrong", flush=True)
    alike = all(one == held[FORMS[0]] for one in held.values()) and len(held[FORMS[0]]) == count
    print("same reports, same hashes" if alike else "NOT the same")
    return alike


def kill(count: int, kills: int, coding: bool, folder: Path) -> bool:
    """Whether an import that is killed `kills` times is complete after one more run."""
    found, rng = reports(count), random.Random(1)
    source, db = folder / "reports.jsonl", folder / "killed.db"
    source.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found), encoding="utf-8")
    options = ["--jobs", "2"] if coding else ["--no-code"]
    command = [sys.executable, "-m", "marsad", "add", str(source), "--db", str(db), *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    with open_store(db) as store:
        for number in range(kills):
            before = store.counts().reports
            process = subprocess.Popen(
                command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            share = (count - before) // (kills - number + 1)
            goal = before + rng.randint(0, 2 * share)
            while store.counts().reports <= goal and process.poll() is None:
                time.sleep(rng.uniform(0.001, 0.02))
            process.send_signal(signal.SIGKILL)
            process.communicate()
            wrong = len(store.verify().problems)
            print(f"kill {number + 1:2d}: {store.counts().reports:6d} reports, {wrong} wrong", flush=True)
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        print(f"run to its end: {done.stdout.strip()}")
        whole = all(store.original(one["id"]).original.data for one in found)
        checked = store.check() if coding else store.verify()
    texts = {one["id"]: one["text"] for one in found}
    with open_store(db) as store:
        held = {name: one.report.text for name in contents(db) if (one := store.report(name))}
    right = held == texts and whole and not checked.problems
    print(
        f"{len(held)} of {count} reports, every original there: {'nothing lost or doubled' if right else 'WRONG'}"
    )
    return right


def speed(count: int, folder: Path) -> bool:
    """Pages a second, of trafilatura alone and of what is built on it."""
    import trafilatura
    from trafilatura.utils import load_html

    parse: Callable[[str], Any] = load_html
    extract: Callable[..., Any] = trafilatura.bare_extraction
    pages = {one["id"]: page(one) for one in reports(count)}
    (folder / "pages").mkdir()
    for name, data in pages.items():
        (folder / "pages" / f"{name}.html").write_bytes(data)

    def alone() -> int:
        trees = (parse(data.decode()) for data in pages.values())
        return sum(bool(extract(tree)) for tree in trees)

    def read() -> int:
        return sum(isinstance(item, Found) for item in scan([folder / "pages"]))

    def add(coding: bool) -> int:
        with open_store(folder / f"{coding}.db") as store:
            for _ in add_all(scan([folder / "pages"]), store, "bench", coding=coding):
                pass
            return store.counts().reports

    works: dict[str, Callable[[], int]] = {
        "trafilatura": alone,
        "readers": read,
        "add --no-code": lambda: add(False),
        "add": lambda: add(True),
    }
    print(f"{'':16}{'pages':>8}{'pages/s':>10}{'ms each':>10}")
    for name, work in works.items():
        start = time.perf_counter()
        done = work()
        seconds = time.perf_counter() - start
        print(f"{name:16}{done:8d}{done / seconds:10.0f}{1000 * seconds / max(done, 1):10.2f}", flush=True)
    return True


def main() -> int:
    """Runs one of the measurements; exit code 1 where it did not hold."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("what", choices=["same", "kill", "speed"])
    arguments.add_argument("--reports", type=int)
    arguments.add_argument("--kills", type=int, default=20)
    arguments.add_argument("--code", action="store_true")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.what == "same":
            right = same(options.reports or 10_000, folder)
        elif options.what == "kill":
            right = kill(options.reports or 10_000, options.kills, options.code, folder)
        else:
            right = speed(options.reports or 1000, folder)
    return 0 if right else 1


if __name__ == "__main__":
    raise SystemExit(main())
