"""What the course builder does with packages."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from lms.courses.models import LessonPage
from lms.courses.registry import ActivityKind, ActivityTool
from lms.h5p.forms import ChoosePackageForm
from lms.h5p.services.choosing import summarise_packages
from lms.h5p.services.freezing import MATERIAL_KEYS, freeze_packages, problems_of_packages


def create_from_form(*, lesson: LessonPage, data: Mapping[str, Any], by: Any) -> dict[str, Any]:
    """The block's raw value with the chosen package."""
    return {
        "package": data["package"].pk,
        "counts": data["counts"],
        "is_required": data["is_required"],
        "pass_percent": data["pass_percent"],
        "weight": 1,
    }


H5P_KIND = ActivityKind(
    kind="h5p",
    block_name="h5p",
    freeze=freeze_packages,
    problems=problems_of_packages,
    url_name="lms:h5p-detail",
    material_keys=MATERIAL_KEYS,
    results_url_name="lms:h5p-results",
    plays_in_place=True,
)
H5P_TOOL = ActivityTool(
    kind="h5p",
    label=_("H5P package"),
    submit_label=_("Put it into the lesson"),
    icon="play",
    form_class=ChoosePackageForm,
    fields_template="lms/h5p/_choose_fields.html",
    create=create_from_form,
    summarise=summarise_packages,
    form_takes_user=True,
)
