"""The check of every night: what an index lacks, has too much or has in an older state is mended and counted."""

from search.comparing import mend_server, mend_table
from search.models import IndexRun
from search.runs import Report, held, quiet


def check_table(report: Report = quiet) -> IndexRun:
    """Compare the database's index with pages and other sources."""
    with held(IndexRun.Task.CHECK, IndexRun.Target.TABLE) as run:
        mend_table(run, report)
    return run


def check_server(report: Report = quiet) -> IndexRun:
    """Compare the server's index with the database's."""
    with held(IndexRun.Task.CHECK, IndexRun.Target.SERVER) as run:
        mend_server(run, report)
    return run
