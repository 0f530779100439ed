"""On a laptop the sign-in pages lead to the demo people and their codes: nobody has their phones."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.navigation import Entry, navigation


def _is_demo(request: HttpRequest) -> bool:
    return bool(settings.DEMO_MODE)


for area in ("sign_in", "second_step"):
    navigation.register(
        f"demo-codes-{area}",
        Entry(
            area=area,
            label=_("Demo sign-ins"),
            address="demo:codes",
            icon="key-round",
            order=90,
            is_visible=_is_demo,
        ),
    )
