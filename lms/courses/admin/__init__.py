"""What courses add to the CMS. lms/wagtail_hooks.py loads these modules; importing one registers its hooks."""
