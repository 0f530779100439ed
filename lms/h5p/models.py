"""H5P packages, their versions and the libraries they need. Written by `h5p.services` only.

Files lie in the private storage: `h5p/libraries/<sha256>/…` (shared, public, never changed) and `h5p/versions/<uuid>/…`
(content, for whoever holds a launch).
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import CollectionMember
from wagtail.search import index

from files.models import Licence
from files.storage import private_storage
from lms.enrolments.models import Enrolment
from lms.xapi.models import Launch


class H5PLibrary(models.Model):
    """A library in one major and minor version, at its newest patch. Patched upward, never downward.

    sha256: over its files, names and bytes; the folder it lies in. manifest: library.json. files: {path: bytes}.
    """

    machine_name = models.CharField(max_length=200)
    major = models.PositiveIntegerField()
    minor = models.PositiveIntegerField()
    patch = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    is_runnable = models.BooleanField(default=False)
    sha256 = models.CharField(max_length=64)
    manifest = models.JSONField()
    files = models.JSONField()
    semantics = models.JSONField(default=list)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    installed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["machine_name", "major", "minor"], name="lms_h5p_library_once")
        ]
        verbose_name = _("H5P library")
        verbose_name_plural = _("H5P libraries")

    def __str__(self) -> str:
        return f"{self.machine_name} {self.major}.{self.minor}.{self.patch}"


class H5PPackage(CollectionMember, index.Indexed, models.Model):
    """A package as its editor knows it; what plays is its current version."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices, default=Licence.CC_BY)
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made it."))
    accessibility_note = models.TextField(
        _("accessibility note"),
        blank=True,
        help_text=_("What somebody cannot do in it who uses only a keyboard or a screen reader."),
    )
    alternative = models.TextField(
        _("transcript or alternative"),
        blank=True,
        help_text=_("Shown below the package: the same content for whoever cannot use it."),
    )
    current = models.ForeignKey(
        "lms.H5PVersion", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    search_fields = [
        index.SearchField("title", boost=10),
        index.AutocompleteField("title"),
        index.FilterField("collection"),
        index.FilterField("title"),
    ]

    class Meta:
        verbose_name = _("H5P package")
        verbose_name_plural = _("H5P packages")
        permissions = [("choose_h5ppackage", "Can choose H5P package")]

    def __str__(self) -> str:
        return self.title


class H5PVersion(models.Model):
    """One upload of a package: never changed, deleted only with its whole package. Results belong to a version.

    parameters: content.json. manifest: h5p.json. files: {path below content/: bytes}. text: what a reader reads in it,
    for the search. sha256: of the uploaded file.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    package = models.ForeignKey(H5PPackage, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    main_library = models.ForeignKey(H5PLibrary, on_delete=models.PROTECT, related_name="versions")
    libraries = models.ManyToManyField(H5PLibrary, related_name="used_by_versions")
    manifest = models.JSONField()
    parameters = models.JSONField()
    files = models.JSONField()
    text = models.TextField(blank=True)
    size = models.PositiveBigIntegerField(help_text="Bytes, unpacked, with the libraries it needs.")
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["package", "number"], name="lms_h5p_version_once")]

    def __str__(self) -> str:
        return f"{self.package} · {self.number}"


class UploadState(models.TextChoices):
    """QUARANTINED: nobody has looked into it yet."""

    QUARANTINED = "quarantined", _("Waiting")
    CHECKING = "checking", _("Being checked")
    READY = "ready", _("Ready")
    REFUSED = "refused", _("Refused")


class H5PUpload(models.Model):
    """A file that somebody brought, until a worker has looked through it. Its file goes when it is ready or refused.

    uuid: given with the form, so that what is sent twice is one upload. package: the one it replaces; empty for a new
    one. version: what became of it. reason: why it was refused (or what to know of a ready one), as text in the uploader's
    language; code: the same for machines. entry: the file inside the archive that is meant. done: per cent. sha256: of the file as it arrived.
    claim: who looks through it, and the uuid of the version that it will be; heard_at: that worker's last sign of life.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    package = models.ForeignKey(
        H5PPackage, null=True, blank=True, on_delete=models.CASCADE, related_name="uploads"
    )
    file = models.FileField(upload_to="h5p/quarantine", storage=private_storage, blank=True)
    file_name = models.CharField(max_length=255)
    details = models.JSONField(default=dict, help_text="Title, licence and so on, for a new package.")
    state = models.CharField(max_length=20, choices=UploadState.choices, default=UploadState.QUARANTINED)
    code = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    entry = models.CharField(max_length=300, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    claim = models.UUIDField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    version = models.ForeignKey(
        H5PVersion, null=True, blank=True, on_delete=models.SET_NULL, related_name="uploads"
    )
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.file_name} {self.state}"


class H5PAttempt(models.Model):
    """One go at a package inside a course, as its statements tell: a projection that can be made anew from them.

    number: counted per enrolment and activity. score, max_score: as the package reported, from its newest scored
    statement; scaled: 0 to 1; best: the highest scaled of any. passed: what the package said, None when it said nothing.
    A result of a package is labelled so; it counts only where the course says so.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="h5p_attempts")
    activity_key = models.UUIDField()
    version = models.ForeignKey(H5PVersion, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    registration = models.UUIDField(unique=True)
    first_launch = models.ForeignKey(Launch, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    score = models.FloatField(null=True)
    max_score = models.FloatField(null=True)
    scaled = models.FloatField(null=True)
    best = models.FloatField(null=True)
    passed = models.BooleanField(null=True)
    seconds = models.FloatField(null=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "activity_key", "number"], name="lms_h5p_attempt_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} · {self.number}"
