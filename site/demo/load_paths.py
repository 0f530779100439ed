"""Where the demo's files are."""

from pathlib import Path

CONTENT = Path(__file__).parent / "content"
PEOPLE_FILE = CONTENT / "people.yaml"
TEMPLATE = Path(__file__).parent / "template"
"""A small whole programme, to be copied by whoever begins one."""
