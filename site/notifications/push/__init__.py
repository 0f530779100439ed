"""Messages to a browser that is not open: Web Push (RFC 8030), encrypted (RFC 8291), signed by the site (RFC 8292)."""
