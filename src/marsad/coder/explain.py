"""What each room made of each sentence of a report, as readable lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from marsad.coder import alone, eventness
from marsad.coder.code import assemble, company, considered, decide_filled, first_look, weigh
from marsad.coder.decide import Models, flat, shipped
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading, read
from marsad.coder.sense import SHARES
from marsad.coder.standing import best_pair, standing_hits
from marsad.coder.text import Sentence
from marsad.model import Report


def explain_report(report: Report, models: Models | None = None) -> Iterator[str]:
    """Lines of plain text: per sentence the mentions, who is cited, every trigger with its decision, and the claims."""
    models = shipped() if models is None else models
    reading = read(report)
    proposals = considered(reading, models)
    reasons = _reasons(reading, proposals, models)
    kept = decide_filled(reading, proposals, models)
    claims = assemble(reading, kept, models)
    yield f"report {report.id}  published {report.published or 'unknown'}  {len(reading.doc.sentences)} sentences"
    for sentence in reading.doc.sentences:
        yield ""
        yield f"[{sentence.index}] {reading.doc.text[sentence.start : sentence.end]}"
        yield from _mentions(reading, sentence)
        for p in proposals:
            if p.sentence == sentence.index:
                yield from _decision(reading, p, p in kept, reasons.get(id(p), ()))
        yield from _standings(reading, sentence, models)
        for claim in claims:
            if sentence.start <= claim["evidence"][0]["start"] < sentence.end:
                yield f"  claim   {_short(claim)}"


def _mentions(reading: Reading, sentence: Sentence) -> Iterator[str]:
    """The mention rooms' lines of one sentence."""
    doc = reading.doc
    rooms: tuple[tuple[str, Sequence[Any], Callable[[Any], str]], ...] = (
        ("number", reading.numbers, lambda m: f"{m.min}..{m.max}{' approx' if m.approx else ''} ({m.rule})"),
        ("date", reading.dates, lambda m: f"{m.start}..{m.end} ({m.rule})"),
        ("place", reading.places, lambda m: _place(m.place) + f" ({m.rule})"),
        ("actor", reading.actors, lambda m: f"{m.kind} {m.id or '?'} {m.role or '-'} ({m.rule})"),
    )
    for name, mentions, shown in rooms:
        for m in mentions:
            if sentence.first <= m.first < sentence.last:
                yield f"  {name:<7} {doc.quote(m.first, m.last)}  ->  {shown(m)}"
    sources = reading.attributions.sources_at(sentence.first)
    if sources:
        yield "  source  " + " <- ".join(s["name"] for s in sources)


def _place(place: dict[str, object] | None) -> str:
    if not place:
        return "unresolved"
    return f"{place['name']} {place.get('lat')},{place.get('lon')} {place.get('precision')} {place.get('flags') or ''}"


def _reasons(
    reading: Reading, proposals: list[Proposal], models: Models
) -> dict[int, list[tuple[str, float]]]:
    """What weighed most for or against every proposal: words and slots, the company it keeps, the network's word;
    of a sentence that stands alone, what it says."""
    if "event" not in models:
        return {}
    likely = eventness.context(reading, proposals)
    out = {
        id(p): models["event"].reasons(flat(eventness.features(reading, p, likely, proposals)))
        for p in proposals
    }
    if models.among is not None:
        first_look(reading, proposals, models)
        for p, values in zip(proposals, company(reading, proposals), strict=True):
            out[id(p)] += models.among.reasons(values)
    if reading.sense is not None:
        for p in proposals:
            out[id(p)].append(("network", SHARES["event"] * reading.sense.odds(p)))
    if alone.is_judged_alone(reading, models):
        weigh(reading, proposals, models)
        for p in alone.judged(proposals):
            out[id(p)] = models[alone.model_of(p)].reasons(alone.features(reading, p, proposals))
    return out


def _decision(
    reading: Reading, p: Proposal, kept: bool, reasons: Sequence[tuple[str, float]]
) -> Iterator[str]:
    """A trigger's lines: the verdict, and what weighed most."""
    words = reading.doc.quote(p.first, p.last)
    verdict = "event " if kept else "no    "
    yield f"  {verdict}  {words}  ->  {p.type}  {p.score:.2f}  {p.certainty}  [{p.hit.trigger.id}]"
    if reasons:
        yield "          " + "  ".join(f"{f} {w:+.2f}" for f, w in reasons)


def _standings(reading: Reading, sentence: Sentence, models: Models) -> Iterator[str]:
    """The words of standing of one sentence, with the likeliest pair that each joins."""
    for hit in standing_hits(reading):
        pair = best_pair(reading, hit, models) if sentence.first <= hit.first < sentence.last else None
        if pair is None:
            continue
        sides = " | ".join(s.mention.name if s.mention else "?" for s in (pair.a, pair.b))
        words = reading.doc.quote(hit.first, hit.last)
        yield f"  standing {words}  ->  {hit.trigger.type}  {pair.score:.2f}  {sides}  [{hit.trigger.id}]"
        if "standing" in models:
            yield "          " + "  ".join(
                f"{f} {w:+.2f}" for f, w in models["standing"].reasons(pair.features)
            )


def _short(claim: dict[str, object]) -> str:
    """A claim on one line."""
    shown = {
        k: v
        for k, v in claim.items()
        if k not in ("report", "id", "evidence", "origin") and v not in (None, [], False)
    }
    return "  ".join(f"{k}={_value(v)}" for k, v in shown.items())


def _value(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or f"{value.get('start')}..{value.get('end')}")
    if isinstance(value, list):
        return ", ".join(_value(v) for v in value)
    return str(value)
