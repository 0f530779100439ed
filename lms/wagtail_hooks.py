"""What the applets add to the CMS. Only aggregation here."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from lms.courses.admin import deletion, history, own_pages, page_buttons  # noqa: F401
from lms.h5p.admin import deletion as h5p_deletion  # noqa: F401
from lms.h5p.admin.packages import PackageViewSet
from lms.h5p.urls.authoring import cms_urlpatterns
from lms.quizzes.viewsets import QuizViewSet

register_snippet(QuizViewSet)
register_snippet(PackageViewSet)
hooks.register("register_admin_urls", lambda: cms_urlpatterns)
