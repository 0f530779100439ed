"""What accounts know of setting up: second factors of administrators, and whether anybody else works here."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.access import administrators, staff_people
from accounts.second_factor import FACTORS
from core.readiness import Check, Step, checks


def _second_factors(user: Any) -> Step:
    with_one = Authenticator.objects.filter(type__in=FACTORS).values("user")
    missing = administrators().exclude(pk__in=with_one).count()
    return Step(
        title=_("Second step of the administrators"),
        is_done=not missing,
        text=ngettext(
            "%(count)d administrator has none yet; she sets it up when she signs in.",
            "%(count)d administrators have none yet; they set it up when they sign in.",
            missing,
        )
        % {"count": missing}
        if missing
        else gettext("Every administrator signs in with a second step."),
        url=reverse("mfa_index"),
        act=_("My second step"),
    )


def _staff(user: Any) -> Step:
    others = staff_people().exclude(pk=user.pk).filter(is_active=True).exists()
    return Step(
        title=_("People who work here"),
        is_done=others,
        text=_("Officers and trainers have accounts.")
        if others
        else _("You are alone. Invite programme officers, trainers and editors."),
        url=reverse("people:person-create"),
        act=_("Add somebody"),
    )


checks.register("second-factors", Check(_second_factors))
checks.register("staff", Check(_staff))
