"""What may go wrong with collections."""


class CollectionFull(Exception):
    """A collection holds MAX_ITEMS pages at most."""


class TooManyCollections(Exception):
    """A person keeps MAX_COLLECTIONS at most."""
