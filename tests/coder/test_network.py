"""The network that speaks along: its file, what it says of triggers and options; it is fitted as it is applied."""

from __future__ import annotations

import math

import numpy as np
import pytest

from marsad.coder.casualties import find_casualties
from marsad.coder.code import code, considered, prepare
from marsad.coder.decide import Models, logistic, shipped
from marsad.coder.network import ASKED, COLUMNS, COUNTS, LAYERS, OPTIONS, PARTS, STANDS, Network, Rows
from marsad.coder.network_counts import PEOPLE, count_of, people_options, stand_of
from marsad.coder.network_input import Option, actor_options, columns
from marsad.coder.proposals import Proposal
from marsad.coder.reading import Reading, read
from marsad.coder.sense import SHARES, Sense, blended, heard, related
from marsad.coder.standing import pairs, standing_hits
from marsad.coder.tolls import toll_of
from marsad.coder.victims import Toll, around
from marsad.coder.who_candidates import candidates
from marsad.model import Report

SLOTS = ("actors", "recipients", "place", "date", "source")
TEXT = "قصف الجيش بلدة الصفصاف أمس فقتل ثلاثة مدنيين. وقالت لجان محلية إن القصف تجدد مساء."


def reading(text: str = TEXT) -> Reading:
    return read(Report(id="r", text=text, published="2014-02-03", language="ar"))


def network(size: int = 6) -> Network:
    """A network of random weights, small enough to look at."""
    rng = np.random.default_rng(0)
    tables, arrays = {}, {}

    def named(kind: str, parts: tuple[str, ...], *names: str) -> int:
        for part in parts:
            tables[f"{kind}.{part}"] = {name: n for n, name in enumerate(names, 1)}
            arrays[f"{kind}.{part}"] = rows(len(names) + 1, 3)
        return 3 * len(parts)

    def rows(*shape: int) -> Rows:
        return rng.normal(size=shape).astype(np.float32)

    def layer(name: str, width: int, out: int) -> None:
        arrays[f"{name}.weight"], arrays[f"{name}.bias"] = rows(width, out), rows(out)

    layer("words", named("word", COLUMNS, "start", "shelling"), size)
    for n in range(len(LAYERS)):
        layer(f"layer{n}", 3 * size, 2 * size)
    trigger = 2 * size + named("trigger", PARTS, "shelling", "asserted")
    count = 2 * size + named("count", COUNTS, "killed", "civilian")
    for slot in (*SLOTS, *PEOPLE):
        own = count if slot in PEOPLE else trigger
        layer(f"{slot}.alone", own, size)
        layer(f"{slot}.none", size, 1)
        layer(f"{slot}.option", 2 * size + named(slot, OPTIONS, "force", "0"), size)
        layer(f"{slot}.trigger", own, size)
        layer(f"{slot}.out", size, 1)
    layer("toll.in", count + 2 * size, size)
    layer("toll.out", size, 1)
    layer("stand.in", 6 * size + named("stand", STANDS, "control.holds"), size)
    layer("stand.out", size, 1)
    layer("event.in", trigger + 2 * size, size)
    for name in ("asks", "tells", "says"):
        layer(f"event.{name}", size, ASKED)
    layer("event.mid", size + ASKED, size)
    layer("event.out", size, 1)
    arrays["event.relation"] = rows(12)
    return Network(tables, arrays)


def test_the_shares_of_options_and_none_are_one() -> None:
    seen = reading()
    proposals = prepare(seen)
    sense = Sense(network(), seen, proposals)
    for p in proposals:
        options = actor_options(p, candidates(seen, p))
        for slot in SLOTS:
            shares = [math.exp(x) for x in sense.choices(slot, [p], [options])[0]]
            assert len(shares) == len(options) + 1
            assert sum(shares) == pytest.approx(1, abs=1e-3)


def test_without_options_none_is_certain() -> None:
    seen = reading()
    proposals = prepare(seen)
    assert Sense(network(), seen, proposals).choices("place", proposals[:1], [[]]) == [[0.0]]


def test_every_trigger_gets_log_odds_and_no_trigger_gets_none() -> None:
    seen = reading()
    proposals = prepare(seen)
    sense = Sense(network(), seen, proposals)
    assert len(proposals) > 1
    assert all(math.isfinite(sense.odds(p)) for p in proposals)
    Sense(network(), seen, [])


def tolls(seen: Reading, proposals: list[Proposal]) -> list[Toll]:
    found = find_casualties(seen.doc, seen.numbers, seen.actors, seen.places, seen.dates)
    return [toll_of(seen, proposals, c) for c in found]


def test_every_count_and_everybody_around_it_gets_log_odds() -> None:
    seen = reading()
    proposals = prepare(seen)
    sense, counts = Sense(network(), seen, proposals), tolls(seen, proposals)
    assert [t.candidate.min for t in counts] == [3]
    assert all(math.isfinite(x) for x in sense.tolls([count_of(t) for t in counts]))
    assert sense.tolls([]) == []
    found = around(counts[0])
    assert [m.name for m in found] == ["مدنيين", "الجيش"]
    for name in PEOPLE:
        said = sense.people(name, count_of(counts[0]), people_options(counts[0], found))
        assert len(said) == len(found)
        assert sum(logistic(x) for x in said) < 1 + 1e-3  # what is left is the share of nobody


def test_every_pair_of_sides_gets_log_odds() -> None:
    seen = reading("تسيطر كتائب الوادي على بلدة الصفصاف.")
    sense = Sense(network(), seen, prepare(seen))
    (hit,) = standing_hits(seen)
    stands = [stand_of(hit, 0, p) for p in pairs(seen, hit)]
    assert [s.names[0] for s in stands] == ["control.holds"]
    assert all(math.isfinite(x) for x in sense.stands(stands))
    assert sense.stands([]) == []


def test_triggers_of_neighbouring_blocks_hear_each_other_as_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, reads = reading(f"{TEXT} " * 3), shipped().network
    assert reads is not None
    proposals = prepare(seen)
    options = [actor_options(p, candidates(seen, p)) for p in proposals]

    def said() -> tuple[list[float], list[list[float]]]:
        sense = Sense(reads, seen, proposals)
        return [sense.odds(p) for p in proposals], sense.choices("actors", proposals, options)

    odds, shares = said()
    half = (len(proposals) + 1) // 2
    for size in (half, len(proposals)):
        monkeypatch.setattr("marsad.coder.sense.BLOCK", size)
        assert said()[0] == pytest.approx(odds, abs=1e-3)
        assert said()[1] == [pytest.approx(those, abs=1e-3) for those in shares]
    monkeypatch.setattr("marsad.coder.sense.BLOCK", 1)
    assert said()[0] != pytest.approx(odds, abs=1e-3)  # the far ones are not heard


def test_a_report_of_one_word_is_read() -> None:
    seen = reading("قصف")
    proposals = prepare(seen)
    assert math.isfinite(Sense(network(), seen, proposals).odds(proposals[0]))


def test_what_stands_far_away_does_not_change_a_word() -> None:
    rows = network().words(columns(reading("قصف " + "كلمة " * 40), []))
    longer = network().words(columns(reading("قصف " + "كلمة " * 40 + "مدينة"), []))
    assert np.allclose(rows[0], longer[0], atol=1e-5)
    assert not np.allclose(rows[39], longer[39], atol=1e-5)


def test_how_a_trigger_stands_to_another() -> None:
    first, lines = np.array([0, 3, 9]), np.array([0, 0, 2])
    same = np.array([[True, False, True], [False, True, False], [True, False, True]])
    assert related(first, lines, first, lines, same).tolist() == [[6, 0, 11], [1, 6, 5], [9, 3, 6]]


def test_the_file_gives_the_network_back_to_half_precision() -> None:
    there = network()
    back = Network.load(there.dump())
    assert back.tables == there.tables
    assert set(back.arrays) == set(there.arrays)
    assert all(np.allclose(back.arrays[k], v, atol=2e-3, rtol=2e-3) for k, v in there.arrays.items())


def test_a_file_that_is_no_network_is_refused() -> None:
    with pytest.raises(ValueError, match="pickle"):
        Network.load(b"not weights")
    with pytest.raises(ValueError, match="not a network"):
        Network.load(network().dump()[:-200])
    earlier = network()
    del earlier.arrays["stand.out.weight"]
    with pytest.raises(ValueError, match="earlier form"):
        Network.load(earlier.dump())


def test_where_no_network_reads_along_nothing_is_added() -> None:
    seen = reading()
    p = prepare(seen)[0]
    options = [[Option(0, 0, ("",) * len(OPTIONS))]]
    assert heard(seen, "actors", [p], options) == [[]]
    assert blended("actors", [1.0, 2.0], []) == [1.0, 2.0]
    seen.sense = Sense(network(), seen, [p])
    (said,) = heard(seen, "actors", [p], options)
    assert len(said) == 2
    share = SHARES["actors"]
    assert blended("actors", [1.0, 2.0], said)[0] == pytest.approx((1 - share) + share * said[0])


def test_the_shipped_weights_have_a_network_that_moves_decisions() -> None:
    models = shipped()
    assert models.network is not None
    seen = reading()
    considered(seen, models)
    assert seen.sense is not None
    alone = Models(models)
    alone.among, alone.curves = models.among, models.curves
    report = Report(id="r", text=TEXT, published="2014-02-03", language="ar")
    with_it, without = code(report, models), code(report, alone)
    assert [c["confidence"] for c in with_it] != [c["confidence"] for c in without]


def test_what_is_fitted_is_what_is_applied() -> None:
    pytest.importorskip("torch", reason="PyTorch, which fits the network, is not installed")
    from marsad.coder import network_fitting as fitting
    from marsad.coder.network_lessons import sample
    from marsad.coder.training import lesson
    from marsad.coder.word_vectors import News

    place = {"name": ["الصفصاف"]}
    claim = {"kind": "event", "type": "shelling", "quote": "قصف", "actors": [["الجيش"]], "recipients": []}
    killed = {"kind": "casualties", "outcome": "killed", "quote": "ثلاثة مدنيين", "min": 3, "max": 3}
    killed |= {"category": "civilian", "perpetrator": ["الجيش"]}
    holds = {
        "kind": "control",
        "change": "holds",
        "quote": "تسيطر",
        "actor": ["كتائب الوادي"],
        "place": place,
    }
    row = {
        "id": "r",
        "text": f"{TEXT} وتسيطر كتائب الوادي على بلدة الصفصاف القريبة من مدينة حلب.",
        "published": "2014-02-03",
        "claims": [{**claim, "place": place, "time": None}, killed, holds],
    }
    item = lesson(row)
    learnt = sample(item, Models())
    vectors = {w: np.full(100, 0.1, np.float32) for w in ("قصف", "جيش", "بلده")}
    net = fitting.begin([learnt] * 8, News([], vectors), epochs=15).on([])
    sense = Sense(net, item.reading, item.proposals)
    said = [sense.odds(p) for p in item.proposals]
    assert min(said[i] for i in item.gold) > max(x for i, x in enumerate(said) if i not in item.gold)
    told = learnt.told["actors"][0]
    (shares,) = sense.choices("actors", [item.proposals[told.trigger]], [told.options])
    assert int(np.argmax(shares)) in told.right
    assert learnt.counted == [True]
    assert sorted(set(learnt.stood)) == [False, True]
    assert sense.tolls(learnt.counts)[0] > 0
    stands = dict(zip(sense.stands(learnt.stands), learnt.stood, strict=True))
    assert stands[max(stands)]
    assert not stands[min(stands)]
    hurt = learnt.people["perpetrator"][0]
    assert int(np.argmax(sense.people("perpetrator", learnt.counts[0], hurt.options))) in hurt.right


def test_what_was_read_with_most_care_is_learnt_last() -> None:
    pytest.importorskip("torch", reason="PyTorch, which fits the network, is not installed")
    from marsad.coder import network_fitting as fitting
    from marsad.coder.network_lessons import sample
    from marsad.coder.training import lesson
    from marsad.coder.word_vectors import News

    claim = {
        "kind": "event",
        "type": "shelling",
        "quote": "قصف",
        "actors": [],
        "recipients": [],
        "time": None,
    }
    told = lesson({"id": "r", "text": TEXT, "published": "2014-02-03", "claims": [{**claim, "place": None}]})
    hasty = lesson({"id": "r", "text": TEXT, "published": "2014-02-03", "claims": []})
    news = News([], {"قصف": np.full(100, 0.1, np.float32)})
    said = []
    for best in ([], [sample(told)] * 800):
        net = fitting.begin([sample(hasty)] * 32, news, epochs=3).on(best)
        sense = Sense(net, told.reading, told.proposals)
        said.append([sense.odds(told.proposals[i]) for i in told.gold])
    assert min(said[1]) > max(said[0])


def test_a_report_read_in_stretches_is_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = reading()
    names = columns(seen, considered(seen, shipped()))
    network = shipped().network
    assert network is not None
    whole = network.words(names)
    for size in (1, 7, len(whole) - 1, len(whole)):
        monkeypatch.setattr("marsad.coder.network.STRETCH", size)
        assert np.allclose(network.words(names), whole, atol=1e-4)
