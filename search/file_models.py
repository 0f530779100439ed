"""What was read in uploaded files, and on which pages the files hang. Written by `search.reading_files` and
`search.documents.files` only; can be made anew from the files and pages.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReadingState(models.TextChoices):
    """What became of reading a file."""

    WAITING = "waiting", _("Waiting to be read")
    READ = "read", _("Text can be found")
    EMPTY = "empty", _("There is no text in it, perhaps only scanned pictures of pages")
    LOCKED = "locked", _("It asks for a password")
    REFUSED = "refused", _("It is not what its name says, holds macros or is packed in a dangerous way")
    BROKEN = "broken", _("It is damaged")
    TOO_MUCH = "too_much", _("Reading it takes too much memory")
    TOO_LONG = "too_long", _("Reading it takes too long")
    TOO_LARGE = "too_large", _("It is too large to be read")
    MISSING = "missing", _("The file is not where it should be")


PROBLEMS = frozenset(set(ReadingState.values) - {ReadingState.WAITING, ReadingState.READ})


class FileReading(models.Model):
    """What was read in one document, and in which bytes: the same bytes are read once.

    sha256: of the bytes; "" while nobody has looked. is_cut: it holds more text than is searched.
    """

    document = models.OneToOneField(
        "files.LicensedDocument", primary_key=True, on_delete=models.CASCADE, related_name="reading"
    )
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    state = models.CharField(max_length=20, choices=ReadingState.choices, default=ReadingState.WAITING)
    is_cut = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.document_id} {self.state}"

    @property
    def is_problem(self) -> bool:
        """Whether its editor should know."""
        return self.state in PROBLEMS


class FilePage(models.Model):
    """The text of one page of a PDF, slide, sheet, or of a whole text (number None)."""

    reading = models.ForeignKey(FileReading, on_delete=models.CASCADE, related_name="pages")
    place = models.PositiveIntegerField(help_text="From 0.")
    number = models.PositiveIntegerField(null=True)
    name = models.CharField(max_length=80, blank=True, help_text="Of a sheet.")
    text = models.TextField()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["reading", "place"], name="search_file_page_once")]

    def __str__(self) -> str:
        return f"{self.reading_id}/{self.place}"


class FileUse(models.Model):
    """A published page offers a file. Noted whenever the page is indexed."""

    page_id = models.PositiveBigIntegerField(db_index=True)
    file_id = models.PositiveBigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page_id", "file_id"], name="search_file_use_once")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.file_id}"
