"""Statements as H5P's frames send them."""

from uuid import uuid4

from django.utils import timezone

from lms.xapi.services import activity_id

ADL = "http://adlnet.gov/expapi/verbs/"


def make_statement(launch, verb="answered", *, part="", raw=None, top=None, scaled=None, **result):
    """As h5p-x-api-event.js builds it. part: a sub-content's id. raw, top, scaled: the score."""
    target = activity_id(launch) + (f"?subContentId={part}" if part else "")
    statement = {
        "actor": {"objectType": "Agent", "name": "Zeynep Kaya", "mbox": "mailto:zeynep@ornek.test"},
        "verb": {"id": ADL + verb, "display": {"en-US": verb}},
        "object": {
            "objectType": "Activity",
            "id": target,
            "definition": {
                "name": {"en-US": "Kırmızı etiket"},
                "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
                "interactionType": "choice",
                "extensions": {"http://h5p.org/x-api/h5p-local-content-id": 1},
                "correctResponsesPattern": ["1"],
                "choices": [
                    {"id": "0", "description": {"en-US": "At"}},
                    {"id": "1", "description": {"en-US": "Etiketle"}},
                ],
            },
        },
        "context": {
            "contextActivities": {"category": [{"id": "http://h5p.org/libraries/H5P.MultiChoice-1.16"}]}
        },
    }
    if raw is not None:
        result["score"] = {
            "min": 0,
            "max": top,
            "raw": raw,
            "scaled": raw / top if scaled is None else scaled,
        }
    if result:
        statement["result"] = result
    return statement


def make_item(statement, *, key=None, at=None):
    """An item of a request."""
    return {"key": str(key or uuid4()), "statement": statement, "at": (at or timezone.now()).isoformat()}


def scored(launch, raw, top=5, *, at=None, key=None, verb="answered", **result):
    """An item that reports the end of the package with a score."""
    given = {"completion": True, "success": raw == top, "duration": "PT12.5S"} | result
    return make_item(make_statement(launch, verb, raw=raw, top=top, **given), at=at, key=key)
