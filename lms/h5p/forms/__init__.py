"""Forms of packages inside courses."""

from lms.h5p.forms.choose import ChoosePackageForm

__all__ = ["ChoosePackageForm"]
