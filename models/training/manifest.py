"""Write models/manifest.json: the size and the sha256 of every file of the embedded models but the model card, so that a damaged copy is noticed.

usage: manifest.py
"""

import hashlib
import json
from pathlib import Path

MODELS = Path(__file__).resolve().parent.parent


def main() -> None:
    folders = sorted(config.parent for config in MODELS.glob("*/config.json"))
    manifest = {folder.name: {path.name: describe(path) for path in sorted(folder.iterdir()) if path.suffix != ".md"} for folder in folders}
    (MODELS / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def describe(path: Path) -> dict[str, str | int]:
    return {"bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


if __name__ == "__main__":
    main()
