"""Ask the site's search as a visitor does."""

import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass

RESERVE = 'class="soft" role="status"'
"""What marks the sentence that the answer comes from the reserve, in any language."""


@dataclass
class Answer:
    """A page of results: status, what is on it, whether it says that the reserve answered."""

    status: int
    html: str

    @property
    def is_reserve(self) -> bool:
        """Whether the page says so."""
        return RESERVE in self.html

    @property
    def total(self) -> int:
        """How many results the page counts."""
        found = re.search(r'<span role="status">\D*(\d+)', self.html)
        return int(found.group(1)) if found else 0


def search(port: int, text: str) -> Answer:
    """Ask for a text; no answer has the status 0."""
    address = f"http://127.0.0.1:{port}/search/?{urllib.parse.urlencode({'q': text})}"
    request = urllib.request.Request(address, headers={"Host": f"localhost:{port}"})
    try:
        with urllib.request.urlopen(request, timeout=15) as answer:
            return Answer(answer.status, answer.read().decode())
    except urllib.error.HTTPError as error:
        return Answer(error.code, "")
    except OSError:
        return Answer(0, "")
