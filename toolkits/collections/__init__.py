"""Collections of toolkits: kept by a firm contact, shared by a link."""
