"""What goes into the bundle as data: the wizard's resources, with this brand in the place of the example.

Only what the brand file names is taken along, not the folder it lies in: makers keep drafts, keys and notes
beside it. Knows nothing of PyInstaller.
"""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

from identity import CannotBuild, Identity
from spark_setup.brand import load
from spark_setup.ui.texts import TEXTS

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"


def lay_out(identity: Identity, folder: Path) -> Path:
    """Make `folder` anew, the bundle's `resources`. Raises `CannotBuild` for a file outside the brand's."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(RESOURCES, folder, ignore=lambda at, _: ["brand"] if Path(at) == RESOURCES else [])
    source, target = identity.brand.file.resolve(), folder / "brand"
    target.mkdir()
    shutil.copyfile(source, target / "brand.toml")
    for file in named_files(identity):
        if not file.is_relative_to(source.parent):
            raise CannotBuild(f"{file} is not in the folder of {source.name}, and cannot go with the program")
        place = target / file.relative_to(source.parent)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
    load(target / "brand.toml", TEXTS)
    return folder


def named_files(identity: Identity) -> list[Path]:
    """Every file that the brand file names, and those of a folder that it names."""
    brand = identity.brand
    values = [getattr(brand.look, field.name) for field in dataclasses.fields(brand.look)]
    named = [value.resolve() for value in values if isinstance(value, Path)]
    links = [getattr(brand.links, field.name) for field in dataclasses.fields(brand.links)]
    named += [
        Path(unquote(urlsplit(url).path)).resolve()
        for url in (*links, brand.support.url)
        if url is not None and url.startswith("file:")
    ]
    found: set[Path] = set()
    for path in named:
        found.update(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else found.add(path)
    return sorted(found)
