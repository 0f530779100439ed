"""The state of the index, written by `search.engines.table` and by rebuilds and checks.

SearchState, SearchChange: which generation of entries answers, and in which order entries changed. SearchRemoval: what the
search server has still to forget. IndexRun: rebuilds and checks, how far they are and what they found.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchState(models.Model):
    """One row. Whoever changes the index changes this row first, so that changes have one order and no gaps.

    generation: whose entries answer; building: which ones a rebuild is making, if any. number and stamp: of the last change.
    """

    generation = models.PositiveIntegerField(default=1)
    building = models.PositiveIntegerField(null=True)
    number = models.BigIntegerField(default=0)
    stamp = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return f"generation {self.generation}, change {self.number}"


class SearchChange(models.Model):
    """Entries that one change touched; a process that keeps them in memory reads these again. Old ones are forgotten.

    stamp tells two changes of the same number apart, of which one was rolled back.
    """

    MOST = 500

    number = models.BigIntegerField(primary_key=True)
    stamp = models.UUIDField()
    entries = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.number)


class SearchRemoval(models.Model):
    """A document that was taken out here and that the search server may still know: no query finds it from now on."""

    key = models.CharField(max_length=120, primary_key=True)
    version = models.BigIntegerField()

    def __str__(self) -> str:
        return self.key


class IndexRun(models.Model):
    """A rebuild or a check, how far it is, and what it found: the log of the index."""

    class Task(models.TextChoices):
        """What is done."""

        REBUILD = "rebuild", _("Rebuild")
        CHECK = "check", _("Check")

    class Target(models.TextChoices):
        """With what."""

        TABLE = "table", _("Database")
        SERVER = "server", _("Search server")

    task = models.CharField(max_length=10, choices=Task)
    target = models.CharField(max_length=10, choices=Target)
    index = models.CharField(
        max_length=80, blank=True, help_text="The generation or the name of the new index."
    )
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    position = models.CharField(
        max_length=120, blank=True, help_text="The last source or entry that is done."
    )
    missing = models.PositiveIntegerField(default=0)
    outdated = models.PositiveIntegerField(default=0)
    surplus = models.PositiveIntegerField(default=0)
    runner = models.CharField(max_length=36, blank=True, help_text="Who holds the run.")
    held_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task", "target"],
                condition=models.Q(finished_at=None),
                name="search_one_open_run_of_a_kind",
            )
        ]
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.get_task_display()}: {self.get_target_display()}"
