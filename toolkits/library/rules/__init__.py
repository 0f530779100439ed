"""Pure decisions of the library: facets and their counts."""
