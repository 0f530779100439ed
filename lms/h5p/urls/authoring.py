"""Addresses of writing H5P: screens of the CMS (below /cms/h5p/authoring/), and what the editor's frame asks for."""

from django.urls import include, path, re_path

from lms.h5p.views.authoring import frame, saving, screens, types

_TOKEN = r"(?P<token>[\w:.-]{20,400})"  # noqa: S105 - a pattern

screen_patterns = [
    path("", screens.home, name="home"),
    path("new/", screens.begin, name="begin"),
    path("package/<uuid:package_uuid>/", screens.begin_package, name="begin-package"),
    re_path(rf"^write/{_TOKEN}/$", screens.write, name="write"),
    re_path(rf"^write/{_TOKEN}/save/$", saving.save, name="save"),
    re_path(rf"^write/{_TOKEN}/leave/$", screens.leave, name="leave"),
    path("types/", types.types, name="types"),
    path("types/upload/", types.types_upload, name="types-upload"),
    re_path(r"^types/install/(?P<name>[\w.-]{1,200})/$", types.type_install, name="type-install"),
    re_path(r"^types/delete/(?P<key>[\w.-]{1,210})/$", types.type_delete, name="type-delete"),
]
cms_urlpatterns = [path("h5p/authoring/", include((screen_patterns, "h5p_authoring")))]

app_name = "h5p-editor"
urlpatterns = [
    re_path(rf"^{_TOKEN}/$", frame.document, name="document"),
    re_path(rf"^{_TOKEN}/(?P<path>.{{1,500}})$", frame.passed_on, name="passed-on"),
]
