"""No bytes make a reader crash or hang, and what is refused says why, in one line."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.reports import Failure, Found, Note

from .made import MAKERS
from .reading import document

bounded = settings(
    max_examples=100,
    deadline=5000,  # milliseconds: a reader that takes so long for some kilobytes hangs
    derandomize=True,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.large_base_example,
    ],
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Valid files that tests have made, by name."""
    return {}


def valid(name: str, made: dict[str, bytes], tmp_path: Path) -> bytes:
    """The valid file of that name."""
    if name not in made:
        made[name] = MAKERS[name](tmp_path)
    return made[name]


def is_sound(data: bytes, name: str) -> list[Found | Failure | Note]:
    """Reads the document; whatever comes of it has the form it must have."""
    items = list(document(data, name))
    assert items, "a document of which nothing is said is lost"
    for item in items:
        if isinstance(item, Found):
            assert item.report.text.strip() and item.original and item.line >= 1
        else:
            assert item.reason and "\n" not in str(item) and len(item.reason) < 1000
    return items


@pytest.mark.parametrize("name", MAKERS)
def test_the_valid_file_is_read(name: str, made: dict[str, bytes], tmp_path: Path) -> None:
    items = is_sound(valid(name, made, tmp_path), name)
    assert any(isinstance(item, Found) for item in items)
    assert not any(isinstance(item, Failure) for item in items)


@pytest.mark.parametrize("name", MAKERS)
@bounded
@given(data=st.binary(max_size=2000))
def test_any_bytes_under_any_name(name: str, data: bytes) -> None:
    is_sound(data, name)


@pytest.mark.parametrize("name", MAKERS)
@bounded
@given(data=st.binary(max_size=300))
def test_any_bytes_behind_a_valid_beginning(
    name: str, made: dict[str, bytes], tmp_path: Path, data: bytes
) -> None:
    is_sound(valid(name, made, tmp_path)[:300] + data, name)


@pytest.mark.parametrize("name", MAKERS)
@bounded
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 30))
def test_valid_files_with_damage(
    name: str, made: dict[str, bytes], tmp_path: Path, seed: int, changes: int
) -> None:
    chance, data = random.Random(seed), bytearray(valid(name, made, tmp_path))
    for _ in range(changes):
        at = chance.randrange(len(data))
        length = chance.randrange(1, 40)
        kind = chance.randrange(4)
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1 and len(data) > 2 * length:
            del data[at : at + length]
        elif kind == 2:
            data[at:at] = data[at : at + length] * chance.randrange(1, 5)
        else:
            data[at:at] = chance.randbytes(length)
    is_sound(bytes(data), name)


@pytest.mark.parametrize("name", MAKERS)
def test_valid_files_cut_anywhere(name: str, made: dict[str, bytes], tmp_path: Path) -> None:
    data = valid(name, made, tmp_path)
    for at in range(0, len(data), max(1, len(data) // 60)):
        is_sound(data[:at], name)
