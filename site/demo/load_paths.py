"""Where the demo's files are."""

from pathlib import Path

CONTENT = Path(__file__).parent / "content"
PEOPLE_FILE = CONTENT / "people.yaml"
