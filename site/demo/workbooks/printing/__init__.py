"""The same tables on paper: tagged PDF for A4, blank to fill in by hand, and with the worked example."""
