"""All checks of a content folder, in one go."""

from pathlib import Path

from demo.checking.downloads import check_downloads
from demo.checking.figures import check_figures
from demo.checking.films import check_films
from demo.checking.findings import Findings
from demo.checking.folder import Content, Reader
from demo.checking.keys import check_keys
from demo.checking.links import check_links
from demo.checking.markdown_rules import check_markdown
from demo.checking.packages import check_packages
from demo.checking.quizzes import check_quizzes
from demo.checking.reading import check_reading
from demo.checking.structure import check_structure
from demo.checking.terms import check_terms
from demo.checking.twins import check_twins
from demo.reading.files import ContentError

_CHECKS = (
    check_structure,
    check_markdown,
    check_quizzes,
    check_packages,
    check_reading,
    check_twins,
    check_links,
    check_figures,
    check_films,
    check_downloads,
    check_terms,
    check_keys,
)


def check_folder(root: Path) -> tuple[Content, Findings]:
    """Read the folder and look at everything in it. Nothing outside it is read, no database is asked."""
    findings = Findings(root)
    if not root.is_dir():
        findings.broken(ContentError(root, 0, "there is no such folder"))
        return Content(root), findings
    content = Reader(root, findings).read()
    for check in _CHECKS:
        check(content, findings)
    return content, findings
