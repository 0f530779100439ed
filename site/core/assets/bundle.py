"""Puts the style sheets and the scripts together, each into one small file."""

import re
from pathlib import Path

from core.assets.motifs import MOTIFS, motif_data_uri

STYLES = (
    "tokens",
    "base",
    "layout",
    "components",
    "forms",
    "data",
    "learning",
    "library",
    "print",
)
SCRIPTS = ("leaving", "menus", "theme-switch", "toasts", "dialogs", "tabs", "actions", "network")

CHEVRON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%236b8386' "
    "stroke-width='3' stroke-linecap='round'%3E%3Cpath d='m6 9 6 6 6-6'/%3E%3C/svg%3E"
)
"""The arrow of a select box; its grey has 3:1 on both grounds."""

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_SPACE = re.compile(r"\s+")
_TIGHT = re.compile(r"\s*([{};,>])\s*")
_STRING = re.compile(r"""("[^"]*"|'[^']*')""")


def shrink_css(text: str) -> str:
    """Drop comments and needless white space; strings stay as they are."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match.group(0))
        return f"\x00{len(kept) - 1}\x00"

    text = _STRING.sub(keep, _COMMENT.sub("", text))
    text = _TIGHT.sub(r"\1", _SPACE.sub(" ", text)).replace(";}", "}")
    text = re.sub(r":\s+(?=[^{}]*[;}])", ":", text)
    return re.sub("\x00(\\d+)\x00", lambda match: kept[int(match.group(1))], text).strip()


def build_css(folder: Path) -> str:
    """One style sheet. The dark palette is written once in tokens-dark.css and stands here twice: asked for, and by system."""
    dark = _COMMENT.sub("", (folder / "tokens-dark.css").read_text("utf-8"))
    parts = [(folder / f"{name}.css").read_text("utf-8") for name in STYLES]
    parts[0] = parts[0].replace("@dark;", _dark_rules(dark))
    text = "\n".join(parts)
    text = re.sub(r"font:([\w-]+)", r"fonts/\1.woff2", text)
    for name in MOTIFS:
        text = text.replace(f"motif:{name}", motif_data_uri(name))
    text = text.replace("motif:chevron", CHEVRON)
    return shrink_css(text)


def _dark_rules(declarations: str) -> str:
    return (
        f':root[data-theme="dark"] {{ {declarations} }}\n'
        f'@media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{ {declarations} }} }}'
    )


def build_js(folder: Path) -> str:
    """One module. Every source file is a block of its own, so nothing leaks from one to another."""
    blocks = []
    for name in SCRIPTS:
        lines = (folder / f"{name}.js").read_text("utf-8").splitlines()
        kept = [line.strip() for line in lines if line.strip() and not line.strip().startswith("//")]
        blocks.append("{\n" + "\n".join(kept) + "\n}")
    return "\n".join(blocks) + "\n"
