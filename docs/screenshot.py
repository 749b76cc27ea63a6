"""Takes the pictures of the documentation from the running program: docs/img/report.png and docs/img/control.png.

python docs/screenshot.py [--report ID] [--language ar|en]
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
MARSAD = Path(sys.executable).with_name("marsad")
PICTURES = ROOT / "docs/img"
CONTROL = "13-aleppo-who-holds-what.txt"  # the sample of which the map of control is drawn
WINDOW: ViewportSize = {"width": 1360, "height": 860}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, seconds: float = 20) -> None:
    """Returns once something answers at the port."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"nothing answers at port {port}")


def take(server: str, report: str, language: str) -> None:
    """A report with the words of a claim lit up, as a PNG file."""
    with opened(f"{server}/reports/{report}?lang={language}") as page:
        page.locator(".card[data-kind=casualties]").nth(1).focus()  # its words light up in the text
        page.wait_for_timeout(1000)
        page.screenshot(path=PICTURES / "report.png")


def take_control(server: str, language: str) -> None:
    """Who held what on a day, as a PNG file."""
    with opened(f"{server}/control?at=2014-01-08&lang={language}") as page:
        page.locator(".map[data-ready]").wait_for(timeout=60_000)
        page.screenshot(path=PICTURES / "control.png")


@contextmanager
def opened(address: str) -> Iterator[Page]:
    """The page at `address` in a browser that draws maps without a graphics card."""
    software = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=software)
        page = browser.new_page(viewport=WINDOW)
        page.goto(address, wait_until="networkidle")
        page.evaluate("document.fonts.ready.then(() => true)")
        yield page
        browser.close()


@contextmanager
def served(*inputs: Path) -> Iterator[str]:
    """The address at which a store of these reports, of its own, is shown."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        store = ["--db", f"{folder}/samples.db"]
        subprocess.run([MARSAD, "add", *inputs, *store], check=True)
        server = subprocess.Popen([MARSAD, "serve", *store, "--port", str(port)])
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def main() -> None:
    """Takes both pictures."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--report", default="sample-aleppo", metavar="ID")
    arguments.add_argument("--language", default="en", choices=["ar", "en"])
    options = arguments.parse_args()
    PICTURES.mkdir(exist_ok=True)
    with served(ROOT / "samples") as server:
        take(server, options.report, options.language)
    with served(ROOT / "samples" / CONTROL) as server:
        take_control(server, options.language)


if __name__ == "__main__":
    main()
