"""The page tree for tests: one front page a language, with its sections."""

from wagtail.models import Locale, Page, Site

from pages.models import HomePage, SiteIdentity

LANGUAGES = ("tr", "en", "ar")


def make_locales() -> dict[str, Locale]:
    """The three locales (Turkish first)."""
    return {language: Locale.objects.get_or_create(language_code=language)[0] for language in LANGUAGES}


def make_home() -> HomePage:
    """The Turkish front page as the default site's root; made once."""
    locale = make_locales()["tr"]
    found = HomePage.objects.filter(locale=locale).first()
    if found:
        return found
    # Transactional tests leave an empty database behind, without the root that Wagtail's migration makes.
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
    home = root.add_child(instance=HomePage(title="İmece", slug="tr-home", locale=locale))
    Site.objects.all().delete()
    site = Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="İmece")
    SiteIdentity.objects.create(site=site)
    return home
