"""H5P packages in the CMS: the list, uploading, a package's own page, libraries. lms/wagtail_hooks.py registers it."""
