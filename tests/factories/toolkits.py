"""Toolkits, guides and files for tests."""

import uuid

from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale

from files.models import LicensedDocument, LicensedImage
from tests.factories.pages import make_home
from toolkits.library.models import (
    GuideChapterPage,
    GuideIndexPage,
    GuidePage,
    ToolkitDimension,
    ToolkitFile,
    ToolkitIndexPage,
    ToolkitPage,
)


def root_collection() -> Collection:
    """The folder of all files; made again where a transactional test has emptied the tables."""
    return Collection.get_first_root_node() or Collection.add_root(name="Root")


def make_document(name: str = "liste.pdf", content: bytes = b"%PDF-1.4 liste", **fields) -> LicensedDocument:
    """A document with bytes in the private storage."""
    fields.setdefault("collection", root_collection())
    document = LicensedDocument(title=fields.pop("title", "Kontrol listesi"), credit="İmece", **fields)
    document.file.save(name, ContentFile(content), save=False)
    document._set_document_file_metadata()
    document.save()
    return document


def make_picture(name: str = "tezgah.png", **fields) -> LicensedImage:
    """A small picture with credit and words."""
    fields = {"title": "Tezgâh", "credit": "İmece", "description": "Bir tezgâh"} | fields
    fields.setdefault("collection", root_collection())
    return LicensedImage.objects.create(file=get_test_image_file(name), **fields)


def make_collection_folder(name: str = "Gizli", parent: Collection | None = None) -> Collection:
    """A folder of files."""
    return (parent or root_collection()).add_child(instance=Collection(name=name))


def make_toolkit_index() -> ToolkitIndexPage:
    """The Turkish library; made once."""
    found = ToolkitIndexPage.objects.filter(locale__language_code="tr").first()
    return found or make_home().add_child(
        instance=ToolkitIndexPage(title="Araç setleri", slug="arac-setleri")
    )


def make_toolkit(
    *,
    title: str = "Enerji Verimliliği Hızlı Tarama",
    topics=(),
    audiences=(),
    sectors=(),
    dimensions=(),
    documents=(),
    courses=(),
    **fields,
) -> ToolkitPage:
    """A live toolkit below the library."""
    page = make_toolkit_index().add_child(instance=ToolkitPage(title=title, **fields))
    page.topics, page.audiences, page.sectors = list(topics), list(audiences), list(sectors)
    page.related_courses = list(courses)
    page.dimension_rows = [
        ToolkitDimension(dimension=dimension, from_band=0, to_band=1, locale=page.locale)
        for dimension in dimensions
    ]
    page.files = [ToolkitFile(document=document, locale=page.locale) for document in documents]
    page.save_revision().publish()
    return ToolkitPage.objects.get(pk=page.pk)


def make_pages_fast(parent, model, number: int, **fields) -> list:
    """`number` live pages below a parent, written straight into the tables: for tests with a thousand."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import Page

    content_type = ContentType.objects.get_for_model(model)
    last = parent.get_last_child()
    first = int(last.path[-4:], 36) + 1 if last else 1
    now = timezone.now()
    base = Page.objects.bulk_create(
        Page(
            path=model._get_path(parent.path, parent.depth + 1, first + place),
            depth=parent.depth + 1,
            title=f"Sayfa {place}",
            draft_title=f"Sayfa {place}",
            slug=f"sayfa-{first + place}",
            url_path=f"{parent.url_path}sayfa-{first + place}/",
            content_type=content_type,
            locale_id=parent.locale_id,
            first_published_at=now,
            last_published_at=now,
            translation_key=uuid.uuid4(),
        )
        for place in range(number)
    )
    for page in base:
        own = model(page_ptr_id=page.pk, **fields)
        own.__dict__.update({name: value for name, value in page.__dict__.items() if name != "_state"})
        own.save_base(raw=True, force_insert=True)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + number)
    return base


def translate_toolkit(page: ToolkitPage, language: str, title: str) -> ToolkitPage:
    """A live twin in another language, below a twin of the library."""
    locale = Locale.objects.get_or_create(language_code=language)[0]
    page.copy_for_translation(locale, copy_parents=True)
    twin = ToolkitPage.objects.get(translation_key=page.translation_key, locale=locale)
    for above in twin.get_ancestors().filter(depth__gt=1, live=False):
        above.specific.save_revision().publish()
    twin.title, twin.alias_of = title, None
    twin.save_revision().publish()
    return ToolkitPage.objects.get(pk=twin.pk)


def make_guide(*, title: str = "Operatör El Kitabı", chapters: int = 2, **fields) -> GuidePage:
    """A live guide with chapters of one paragraph each."""
    index = GuideIndexPage.objects.filter(locale__language_code="tr").first() or make_home().add_child(
        instance=GuideIndexPage(title="Rehberler", slug="rehberler")
    )
    guide = index.add_child(instance=GuidePage(title=title, **fields))
    for number in range(1, chapters + 1):
        guide.add_child(
            instance=GuideChapterPage(
                title=f"Bölüm {number}",
                minutes=number,
                body=[{"type": "text", "value": f"<p>Metin {number}</p>", "id": f"0000-{number}"}],
            )
        )
    return GuidePage.objects.get(pk=guide.pk)
