"""Telegram Desktop's HTML export: messages.html, messages2.html and so on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from marsad.reports.items import Note
from marsad.reports.moments import Moment, moment
from marsad.reports.source import Item, Source, needed, opening

_DATE = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}:\d{2})(?: UTC([+-]\d{2}:\d{2}))?")


def sniff(head: bytes, file: str) -> bool:
    """Its pages begin with the same frame and script."""
    start = opening(head)
    return "page_wrap" in start and ("Exported Data" in start or "js/script.js" in start)


def read(source: Source) -> Iterator[Item]:
    """A report for every message with words; one that is joined to the message before has its sender."""
    with needed("Telegram's HTML exports"):
        from lxml import etree, html
    tree = html.document_fromstring(source.whole(), parser=html.HTMLParser(encoding="utf-8"))
    chat = _said(tree, "page_header", "text") or None
    sender, silent = None, 0
    for element in tree.iter("div"):
        if "message" not in _classes(element):
            continue
        sender = _said(element, "from_name") or sender
        words = _said(element, "text")
        if "service" in _classes(element) or not words:
            silent += 1
            continue
        fields = {
            "text": words,
            "id": _id(chat, element.get("id", "")),
            "outlet": chat,
            "author": sender if sender != chat else None,
            "published": _moment(element),
        }
        data = etree.tostring(element, encoding="utf-8", method="html", with_tail=False)
        yield from source.report(fields, data, "text/html", element.sourceline or 1)
    if silent:
        yield Note(source.file, 1, f"{silent} messages without words passed over")


def _classes(element: Any) -> set[str]:
    return set((element.get("class") or "").split())


def _first(element: Any, wanted: str) -> Any:
    return next((e for e in element.iter("div") if wanted in _classes(e)), None)


def _said(element: Any, *classes: str) -> str:
    """The words of the first element with a class, in the first with the class before it; lines where <br> is."""
    for wanted in classes:
        element = _first(element, wanted)
        if element is None:
            return ""
    parts: list[str] = []
    for node in element.iter():
        parts += ["\n" if node.tag == "br" else "", (node.text or "") if isinstance(node.tag, str) else ""]
        parts.append(node.tail or "" if node is not element else "")
    return "".join(parts).strip()


def _id(chat: str | None, message: str) -> str | None:
    number = message.removeprefix("message")
    name = " ".join("".join(c for c in chat or "" if c.isprintable()).split())[:100]
    return f"telegram-{name}/{number}" if number.isdigit() and name else None


def _moment(element: Any) -> Moment | None:
    found = _DATE.search(next((e.get("title", "") for e in element.iter("div") if "date" in _classes(e)), ""))
    return moment(f"{found[3]}-{found[2]}-{found[1]}T{found[4]}{found[5] or ''}") if found else None
