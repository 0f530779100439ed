"""Videos in lessons as activities: what is watched is counted by the site, part by part."""
