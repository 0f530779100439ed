"""What is held about people by files: who put them here. The files themselves are the site's."""

from django.utils.translation import gettext_lazy as _

from core.personal_data import Holding, declare

declare(
    Holding(
        model="files.LicensedImage",
        title=_("Pictures uploaded for the site"),
        purpose="office",
        others=("uploaded_by_user",),
    ),
    Holding(
        model="files.LicensedDocument",
        title=_("Documents uploaded for the site"),
        purpose="office",
        others=("uploaded_by_user",),
    ),
)
