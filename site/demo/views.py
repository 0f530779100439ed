"""The page with the demo staff's second codes: on a laptop only, since it stands in for their phones."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.models import Role, User
from accounts.second_factor import current_code
from demo.signins import STAFF, demo_signins


@never_cache
def codes(request: HttpRequest) -> HttpResponse:
    """Who can be signed in as, with the code of this half minute."""
    if not settings.DEMO_MODE:
        raise Http404
    people = {
        person.uuid: person
        for person in User.objects.filter(uuid__in=[row.person_uuid for row in demo_signins()])
    }
    rows = [
        {
            "row": row,
            "role_name": Role(row.role.replace(" ", "_")).label,
            "person": people[row.person_uuid],
            "code": current_code(people[row.person_uuid]) if row.role.replace(" ", "-") in STAFF else "",
        }
        for row in demo_signins()
        if row.person_uuid in people
    ]
    return render(request, "demo/codes.html", {"rows": rows})
