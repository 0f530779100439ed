"""What is remembered of content that came from files. Written by the loader only; nobody is named in it."""

from django.db import models


class LoadedObject(models.Model):
    """One thing in one language, as its file said it and as the CMS had it right after loading."""

    path = models.CharField(max_length=255, help_text="Its keys, e.g. course/5s/lesson/ilk-tur.")
    language = models.CharField(
        max_length=5, blank=True, help_text="Empty for what has all languages at once."
    )
    file_digest = models.CharField(
        max_length=64, help_text="SHA-256 of what the files said when it was last loaded."
    )
    cms_digest = models.CharField(max_length=64, help_text="SHA-256 of what the CMS had after that.")
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["path", "language"], name="demo_loaded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.language}".strip()
