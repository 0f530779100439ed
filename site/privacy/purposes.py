"""Why data about people is held, on what basis in law, and for how long: told in the notice, kept by retention."""

from django.utils.translation import gettext_lazy as _

from core.personal_data import Purpose, purposes

_CONTRACT = _("Your registration: KVKK Art. 5/2-c, GDPR Art. 6(1)(b)")
_LEGITIMATE = _("Our legitimate interest in a safe and orderly service: KVKK Art. 5/2-f, GDPR Art. 6(1)(f)")
_DUTY = _("A duty in law: KVKK Art. 5/2, GDPR Art. 6(1)(c)")
_CONSENT = _("Your consent: KVKK Art. 5/1, GDPR Art. 6(1)(a)")
_WHILE_ACCOUNT = _("As long as you have your account")

_ALL = (
    Purpose("account", _("So that you have an account and can sign in"), _CONTRACT, _WHILE_ACCOUNT),
    Purpose(
        "security",
        _("So that nobody else uses your account"),
        _LEGITIMATE,
        _("180 days after the last use"),
        days=180,
    ),
    Purpose(
        "learning",
        _("So that you can learn here and your trainers can help you"),
        _CONTRACT,
        _("As long as you have your account; then 10 years without your name"),
    ),
    Purpose("answers", _("So that your answers can be marked"), _CONTRACT, _("2 years"), days=730),
    Purpose(
        "proof",
        _("So that certificates can be checked and the programme can be accounted for"),
        _DUTY,
        _("As long as you have your account; then 10 years without your name"),
    ),
    Purpose("own", _("So that you find again what you put aside"), _CONTRACT, _WHILE_ACCOUNT),
    Purpose(
        "office",
        _("So that it is known who works here and did what"),
        _LEGITIMATE,
        _WHILE_ACCOUNT,
    ),
    Purpose(
        "log",
        _("So that it can be proven who saw, changed or exported data"),
        _DUTY,
        _("10 years"),
        days=3650,
    ),
    Purpose(
        "messages",
        _("So that messages to you arrive once"),
        _LEGITIMATE,
        _("90 days after sending"),
        days=90,
    ),
    Purpose(
        "told",
        _("So that you can read again what you were told"),
        _CONTRACT,
        _("1 year"),
        days=365,
    ),
    Purpose(
        "interest",
        _("So that we can answer a firm that wrote to us"),
        _CONTRACT,
        _("1 year after the answer"),
        days=365,
    ),
    Purpose(
        "consent",
        _("So that we do what you agreed to, and nothing else"),
        _CONSENT,
        _WHILE_ACCOUNT,
    ),
    Purpose(
        "special",
        _("So that we can help with a disability, childcare or your status, if you tell us"),
        _("Your explicit consent: KVKK Art. 6, GDPR Art. 9(2)(a)"),
        _("Until you take it back"),
    ),
    Purpose(
        "guardian",
        _("So that somebody under 18 takes part only with the consent of her guardian"),
        _DUTY,
        _WHILE_ACCOUNT,
    ),
    Purpose(
        "drafts",
        _("So that editors can work on pages"),
        _LEGITIMATE,
        _("30 days after the last use"),
        days=30,
    ),
    Purpose(
        "rights",
        _("So that you can use your rights: copies, erasure, two accounts made one"),
        _DUTY,
        _("30 days"),
        days=30,
    ),
)

for _purpose in _ALL:
    purposes.register(_purpose.name, _purpose)
