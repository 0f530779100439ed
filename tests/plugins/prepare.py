"""Make what tests start from before they ask for it: python -m tests.plugins.prepare sqlite|postgres|site.

Each takes one core for half a minute or more. Done by a test process, the others wait for it; done beforehand, they run
beside the static checks. What is made is kept in build/, and a test run alone still makes what it needs.
"""

import os
import sys

from tests.e2e.live_site import prepared_site
from tests.plugins.migrated_database import migrated_postgres, migrated_sqlite

KINDS = {
    "sqlite": migrated_sqlite,
    "postgres": lambda: migrated_postgres(os.environ["DATABASE_URL"]),
    "site": prepared_site,
}

if __name__ == "__main__":
    KINDS[sys.argv[1]]()
