"""Takes the README's picture from the running program: docs/img/report.png.

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
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
MARSAD = Path(sys.executable).with_name("marsad")
PICTURE = ROOT / "docs/img/report.png"
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


def take(address: str, picture: Path) -> None:
    """The page at `address`, as a PNG file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page(viewport=WINDOW)
        page.goto(address, wait_until="networkidle")
        page.evaluate("document.fonts.ready.then(() => true)")
        page.locator(".card[data-kind=casualties]").nth(1).focus()  # its words light up in the text
        page.wait_for_timeout(1000)
        page.screenshot(path=picture)
        browser.close()


def main() -> None:
    """Codes the samples into a store of its own, serves it, and takes the picture."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--report", default="sample-aleppo", metavar="ID")
    arguments.add_argument("--language", default="en", choices=["ar", "en"])
    options = arguments.parse_args()
    PICTURE.parent.mkdir(exist_ok=True)
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        store = ["--db", f"{folder}/samples.db"]
        subprocess.run([MARSAD, "add", ROOT / "samples", *store], check=True)
        server = subprocess.Popen([MARSAD, "serve", *store, "--port", str(port)])
        try:
            wait_for(port)
            take(f"http://127.0.0.1:{port}/reports/{options.report}?lang={options.language}", PICTURE)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
