"""Stores to test: a SQLite file, and a PostgreSQL server of our own where its programs are on the machine."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.store import Store, open_store


def _programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    here = shutil.which("initdb")
    return found[-1].parent if found else Path(here).parent if here else None


def _unprivileged() -> dict[str, object]:
    """PostgreSQL refuses to run as root: arguments to `subprocess.run` for another user, where we are root."""
    if os.geteuid() != 0:
        return {}
    user = next((u for u in pwd.getpwall() if u.pw_name == "postgres"), None) or pwd.getpwnam("nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server in a temporary folder, reached by a socket there."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL's server programs are not on this machine")
    pytest.importorskip("psycopg", reason="the PostgreSQL driver (marsad[postgres]) is not installed")
    run_as = _unprivileged()
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as folder:  # a socket's path must be short
        if "user" in run_as:
            os.chown(folder, run_as["user"], run_as["group"])  # type: ignore[arg-type]

        def call(program: str, *arguments: str) -> None:
            log = subprocess.run([programs / program, *arguments], **run_as, cwd=folder, capture_output=True)  # type: ignore[call-overload]
            assert log.returncode == 0, log.stderr.decode()

        data = f"{folder}/data"
        call("initdb", "-D", data, "-U", "marsad", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        call("pg_ctl", "-D", data, "-o", options, "-l", f"{folder}/log", "-w", "start")
        try:
            yield f"postgresql://marsad@/{{name}}?host={folder}"
        finally:
            call("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


@pytest.fixture
def postgres_url(postgres_server: str, request: pytest.FixtureRequest) -> str:
    """The address of a fresh, empty database."""
    import psycopg

    name = f"t{abs(hash(request.node.nodeid))}"
    with psycopg.connect(postgres_server.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return postgres_server.format(name=name)


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store can be made, on either database."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def store(target: str) -> Iterator[Store]:
    """An empty store, on either database."""
    with open_store(target) as opened:
        yield opened
