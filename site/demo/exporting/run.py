"""What the site says, written back into the files it came from."""

from pathlib import Path

from demo.exporting.articles import export_home, export_news, export_standard_pages
from demo.exporting.courses import export_courses
from demo.exporting.edited import Edits, Exported
from demo.exporting.pages import export_pages
from demo.exporting.quizzes import export_quizzes
from demo.exporting.toolkits import export_guides, export_toolkits


def export_content(folder: Path, *, is_whole: bool = False) -> Exported:
    """Write into `folder`, a copy of what was loaded, everything that was edited on the site since.

    `is_whole`: every page that came from a file, edited or not; files that changed after the last load are overwritten.
    What has no place in the files is named with its reason.
    """
    done = Exported()
    edits = Edits(is_whole=is_whole)
    export_pages(folder, edits, done)
    for export in (
        export_courses,
        export_toolkits,
        export_guides,
        export_news,
        export_standard_pages,
        export_home,
    ):
        export(folder, edits, done)
    export_quizzes(folder, done)
    return done
