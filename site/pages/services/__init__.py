"""Everything that writes the site's own pages and settings outside of the CMS."""
