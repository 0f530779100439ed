"""Mail on a laptop: kept as files and shown on a page, so that every link in it can be followed."""
