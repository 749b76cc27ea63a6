"""How far a claim's confidence can be believed: of claims at 0.8, about 80 % should be right.

Right is what the scorer of ../shared pairs with a gold claim: an event by type and place in the text, a count by
outcome and bounds, control and relations as a whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from coded import Record, shared_module

BINS = 10
POINTS = 9  # of a calibration curve
Judged = tuple[str, float, bool]  # kind, confidence, whether it is right


def judged(gold: Iterable[Record], claims: Iterable[Record]) -> list[Judged]:
    """Every claim with its confidence and whether the scorer pairs it."""
    rules, by_report = shared_module("score"), defaultdict(list)
    for claim in claims:
        by_report[str(claim["report"])].append(dict(claim))
    out: list[Judged] = []
    for report in gold:
        found = by_report[str(report["id"])]
        wanted = [dict(claim) for claim in report["claims"]]
        for claim in [*found, *wanted]:
            claim["_span"] = rules.span_of(claim, report["text"])
        for kind in ("event", "casualties", "control", "relation"):
            like = rules.casualty_like if kind == "casualties" else getattr(rules, f"{kind}_like")
            ours = [c for c in found if c["kind"] == kind]
            pairs = rules.match([c for c in wanted if c["kind"] == kind], ours, like)
            right = {id(b) for a, b in pairs if kind != "casualties" or _same_bounds(a, b)}
            out += [(kind, float(c["confidence"]), id(c) in right) for c in ours]
    return out


def _same_bounds(a: Record, b: Record) -> bool:
    return (a.get("min"), a.get("max")) == (b.get("min"), b.get("max"))


def reliability(claims: Sequence[Judged]) -> list[tuple[float, float, int]]:
    """Per tenth of confidence: the mean confidence, the share that is right, how many claims."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for _, confidence, right in claims:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    return [
        (sum(c for c, _ in rows) / len(rows), sum(r for _, r in rows) / len(rows), len(rows))
        for _, rows in sorted(bins.items())
    ]


def expected_error(claims: Sequence[Judged]) -> float:
    """The expected calibration error: the mean gap of confidence and share right, weighed by the claims of a tenth."""
    rows = reliability(claims)
    return sum(abs(said - right) * n for said, right, n in rows) / max(1, sum(n for *_, n in rows))


def curves(claims: Sequence[Judged]) -> dict[str, list[list[float]]]:
    """Per kind, how a score becomes a confidence: points of the isotonic regression on held-out claims."""
    import numpy as np
    from sklearn.isotonic import IsotonicRegression

    out = {}
    for kind in sorted({kind for kind, _, _ in claims}):
        scores = np.array([score for k, score, _ in claims if k == kind])
        right = np.array([float(r) for k, _, r in claims if k == kind])
        fitted = IsotonicRegression(y_min=0.02, y_max=0.98, out_of_bounds="clip").fit(scores, right)
        at = np.unique(np.round(np.quantile(scores, np.linspace(0, 1, POINTS)), 3))
        out[kind] = [[float(x), round(float(y), 3)] for x, y in zip(at, fitted.predict(at), strict=True)]
    return out


def diagram(claims: Sequence[Judged]) -> str:
    """The reliability diagram in letters: a line a tenth."""
    lines = [f"{'confidence':>10} {'right':>7} {'claims':>7}"]
    for said, right, n in reliability(claims):
        lines.append(f"{said:10.2f} {right:7.2f} {n:7d}  {'#' * round(20 * right)}")
    return "\n".join(lines)
