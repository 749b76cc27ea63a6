"""The command `marsad`: a view on the library; what it computes is computed there.

Commands import what they need when they run, so that `marsad --version` and `--help` answer at once.
"""

from __future__ import annotations

from marsad.cli.main import app

__all__ = ["app"]
