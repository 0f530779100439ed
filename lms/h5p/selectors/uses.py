"""Where a package is used: pages (any live or newest draft), editions, people's results."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex, Revision

from lms.courses.models import Edition, EditionLesson
from lms.h5p.models import H5PAttempt, H5PPackage
from lms.xapi.models import Launch


@dataclass(frozen=True)
class Uses:
    """What needs a package. pages: an editor can take it out there; editions and results are history and stay."""

    pages: list[Page]
    editions: list[Edition]
    launches: int
    attempts: int

    def __bool__(self) -> bool:
        return bool(self.pages or self.editions or self.launches or self.attempts)


def uses_of(package: H5PPackage) -> Uses:
    """Everything that needs the package, whichever of its versions. Six queries, and one for each page with a draft."""
    keys = list(package.versions.values_list("uuid", flat=True))
    return Uses(
        pages=pages_using(package),
        editions=editions_using(package),
        launches=Launch.objects.filter(version_key__in=keys, enrolment__isnull=False).count(),
        attempts=H5PAttempt.objects.filter(version__package=package).count(),
    )


def pages_using(package: H5PPackage) -> list[Page]:
    """Pages of any kind that have it, live or in their newest draft, each once. Nobody else has to say so.

    Wagtail's reference index knows live pages, but a moment late (a worker fills it); revisions know at once.
    """
    page_type = ContentType.objects.get_for_model(Page)
    ids = {
        int(pk)
        for pk in ReferenceIndex.get_references_to(package)
        .filter(base_content_type=page_type)
        .values_list("object_id", flat=True)
    }
    for page_id, revision in _revisions_that_may(package):
        if page_id not in ids and _has(revision, package):
            ids.add(page_id)
    return list(Page.objects.filter(pk__in=ids).select_related("locale").order_by("path"))


def _revisions_that_may(package: H5PPackage) -> Iterator[tuple[int, Revision]]:
    """Found by the raw text of live revisions and newest drafts, where a stream is text inside text; _has looks closely."""
    current = Page.objects.filter(Q(latest_revision=OuterRef("pk")) | Q(live_revision=OuterRef("pk")))
    names = (f'\\"package\\": {package.pk}', f'\\"package\\":{package.pk}', f'"package": {package.pk}')
    named = Q()
    for name in names:
        named |= Q(text__contains=name)
    for revision in (
        Revision.page_revisions.annotate(text=Cast("content", TextField()))
        .filter(named)
        .filter(Exists(current))
    ):
        yield int(revision.object_id), revision


def _has(revision: Revision, package: H5PPackage) -> bool:
    draft = revision.as_object()
    for field in draft._meta.get_fields():
        if isinstance(field, StreamField):
            for model, pk, *_path in field.extract_references(getattr(draft, field.name)):
                if model is H5PPackage and str(pk) == str(package.pk):
                    return True
    return False


def editions_using(package: H5PPackage) -> list[Edition]:
    """Editions in which trainees see or saw it: an activity's config names its uuid, a lesson's text its id."""
    named = Q(outline_text__contains=str(package.uuid))
    found = set(
        Edition.objects.annotate(outline_text=Cast("outline", TextField()))
        .filter(named)
        .values_list("pk", flat=True)
    )
    lessons = EditionLesson.objects.annotate(body_text=Cast("body", TextField())).filter(
        Q(body_text__contains=f'"package": {package.pk}') | Q(body_text__contains=str(package.uuid))
    )
    found.update(
        lesson.edition_id for lesson in lessons if any(_holds(block, package) for block in lesson.body)
    )
    return list(Edition.objects.filter(pk__in=found).order_by("course_key", "number"))


def _holds(value: object, package: H5PPackage) -> bool:
    """Whether a raw block is this package's, at any depth."""
    if isinstance(value, list):
        return any(_holds(one, package) for one in value)
    if not isinstance(value, dict):
        return False
    inner = value.get("value")
    if value.get("type") == "h5p":
        chosen = inner.get("package") if isinstance(inner, dict) else inner
        return str(chosen) in (str(package.pk), str(package.uuid))
    return any(_holds(one, package) for one in value.values())
