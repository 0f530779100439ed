"""What `manage.py build_assets` makes out of the sources: subset fonts, icon sprite, app icons, one style sheet, one script.

Everything goes to build/static/core/ (H5P core: build/static/h5p/), which is ignored by git and is one of STATICFILES_DIRS.
"""
