"""allauth's questions about second factors."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import is_staff_member
from accounts.second_factor import FACTORS, can_enter_cms
from core.brand import brand_of


class MFAAdapter(DefaultMFAAdapter):
    """Staff keep one second factor; labels that people understand."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "Your role needs a second step. Add another one first, then remove this one."
        ),
        "incorrect_code": _(
            "This code is not right or was used already. Wait for the next one and try again."
        ),
        "unverified_email": _("Confirm your e-mail address first. We have sent you a mail with a link."),
    }

    def _get_user_identifier(self, user: User) -> str:
        return user.get_username()

    def _get_site_name(self) -> str:
        return brand_of().name

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last second factor of somebody whose role needs one (security statement 36)."""
        user = authenticator.user
        if authenticator.type not in FACTORS or not (is_staff_member(user) or can_enter_cms(user)):
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
        return others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey {number}").format(number=number)
