"""One search box over everything, behind one interface; see docs/decisions/0004-search-behind-one-interface.md."""
