"""Settings by environment: IMECE_ENV is laptop (default), test or production."""

import os

_environment = os.environ.get("IMECE_ENV", "laptop")

if _environment == "laptop":
    from .laptop import *  # noqa: F403
elif _environment == "test":
    from .test import *  # noqa: F403
elif _environment == "production":
    from .production import *  # noqa: F403
else:
    raise SystemExit(f"IMECE_ENV is {_environment!r}; it must be one of: laptop, test, production.")
