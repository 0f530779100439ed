"""Where the course's outline leads: a video is watched in its lesson."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core.languages import active_language
from lms.courses.selectors.reading import outline_for
from lms.enrolments.selectors import enrolment_for
from lms.videos.selectors.watching import KIND


@login_required
@require_GET
@never_cache
def video_detail(request: HttpRequest, course_key: UUID, activity_key: UUID) -> HttpResponse:
    """To the video's place in its lesson. 404 for whoever is not enrolled and where there is no such video."""
    enrolment = enrolment_for(request.user, course_key)
    if enrolment is None:
        raise Http404
    activity = outline_for(enrolment.edition, active_language()).find_activity(activity_key)
    if activity is None or activity.kind != KIND:
        raise Http404
    return redirect(
        reverse("lms:lesson-detail", args=[course_key, activity.lesson_key]) + f"#video-{activity.key}"
    )
