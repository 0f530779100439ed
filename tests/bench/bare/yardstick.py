"""The yardstick: a bare Django site with one view of five simple queries and a 30 kB template, for signed-in people.

It has what every site with sign-in has (session, user, CSRF and security middleware) and nothing else, and uses the
same database server, the same gunicorn settings and the same connections as the site it is compared with.
"""

import os
import sys
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "site"))
from config.settings.databases import from_url

if not settings.configured:
    settings.configure(
        SECRET_KEY="only-for-the-benchmark",
        ALLOWED_HOSTS=["localhost"],
        ROOT_URLCONF=__name__,
        DATABASES={"default": from_url(os.environ["BARE_DATABASE_URL"])},
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [Path(__file__).resolve().parent],
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                    ]
                },
            }
        ],
        USE_TZ=True,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )

from django.core.wsgi import get_wsgi_application  # needs settings

application = get_wsgi_application()

from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.shortcuts import render


def page(request: HttpRequest) -> HttpResponse:
    """Session and user, five simple queries, 30 kB of HTML."""
    context = {
        "name": request.user.get_username(),
        "permissions": list(Permission.objects.order_by("id")[:10]),
        "kinds": list(ContentType.objects.order_by("id")[:10]),
        "groups": list(Group.objects.order_by("name")[:10]),
        "people": list(User.objects.order_by("username")[:10]),
        "count": User.objects.filter(is_active=True).count(),
        "rows": range(75),
    }
    return render(request, "page.html", context)


urlpatterns = [path("", page)]
