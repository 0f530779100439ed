"""Where documents lie: never below a folder that a web server may hand out by itself."""

from django.core.files.storage import Storage, storages


def private_storage() -> Storage:
    """The private storage; only permission-checked views read it."""
    return storages["private"]
