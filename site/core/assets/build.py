"""The build itself: fast and silent when nothing changed."""

import hashlib
import shutil
from pathlib import Path

from django.conf import settings

from core.assets.bundle import build_css, build_js
from core.assets.fonts import FACES, build_fonts
from core.assets.logo import favicon_svg, icon_png
from core.assets.players import PACKAGE as PLAYER_PACKAGE
from core.assets.players import build_players
from core.assets.print_fonts import build_print_fonts
from core.assets.sprite import build_sprite
from core.icons import ICONS

SOURCES = Path(settings.ROOT) / "site" / "core" / "static" / "core"
PACKAGES = Path(settings.ROOT) / "node_modules"
TARGET = Path(settings.ROOT) / "build" / "static" / "core"
APP_ICONS = {
    "icon-192": (192, 0.66),
    "icon-512": (512, 0.66),
    "maskable-512": (512, 0.5),
    "touch-180": (180, 0.62),
}


class PackagesMissing(Exception):
    """The npm packages are not installed."""


def fingerprint() -> str:
    """A digest of everything the build reads."""
    digest = hashlib.sha256()
    own = Path(__file__).parent
    for file in [*sorted(own.glob("*.py")), own.parent / "icons.py", *sorted(SOURCES.rglob("*"))]:
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    lock = Path(settings.ROOT) / "package-lock.json"
    digest.update(lock.read_bytes() if lock.exists() else b"")
    return digest.hexdigest()


def build_assets(*, force: bool = False) -> bool:
    """Build into build/static/core. Returns False when everything was up to date.

    Raises PackagesMissing when `npm ci` has not been run.
    """
    stamp = TARGET / ".stamp"
    current = fingerprint()
    if not force and stamp.exists() and stamp.read_text() == current:
        return False
    needed = [*(source for source, _ in FACES.values()), PLAYER_PACKAGE]
    missing = [source for source in needed if not (PACKAGES / source).exists()]
    if missing:
        raise PackagesMissing(missing[0])
    staging = TARGET.with_name("core.new")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    build_fonts(PACKAGES, staging / "fonts")
    print_fonts = TARGET.parents[2] / "build" / "fonts"
    shutil.rmtree(print_fonts, ignore_errors=True)
    build_print_fonts(PACKAGES, print_fonts)
    (staging / "sprite.svg").write_text(build_sprite(ICONS), "utf-8")
    (staging / "favicon.svg").write_text(favicon_svg(), "utf-8")
    for name, (size, share) in APP_ICONS.items():
        icon_png(size, share=share).save(staging / f"{name}.png", optimize=True)
    (staging / "app.css").write_text(build_css(SOURCES / "css"), "utf-8")
    (staging / "app.js").write_text(build_js(SOURCES / "js"), "utf-8")
    shutil.copyfile(SOURCES / "js" / "theme.js", staging / "theme.js")
    build_players(PACKAGES, TARGET.parent / "h5p" / "core")
    (staging / ".stamp").write_text(current)
    shutil.rmtree(TARGET, ignore_errors=True)
    staging.rename(TARGET)
    return True
