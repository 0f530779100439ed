"""H5P packages: kept, played in isolation, their results recorded."""
