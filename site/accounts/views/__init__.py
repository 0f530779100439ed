"""Pages of accounts: a person's own, the doors of the CMS, and people as the office sees them."""
