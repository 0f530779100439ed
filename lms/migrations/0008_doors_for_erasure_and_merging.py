from django.db import migrations

from core.append_only import DoorInAppendOnly


class Migration(migrations.Migration):
    dependencies = [("lms", "0007_people_additions"), ("core", "0003_open_door")]

    operations = [
        DoorInAppendOnly(
            table="lms_enrolmentmove",
            doors={"erasure": ["reason"]},
            others=["id", "enrolment_id", "from_edition_id", "to_edition_id", "moved_by_id", "at"],
        ),
        DoorInAppendOnly(
            table="lms_lateanswer",
            doors={"erasure": ["answer"]},
            others=["id", "attempt_id", "question_version_id", "arrived_at"],
        ),
        DoorInAppendOnly(
            table="lms_attendancerecord",
            doors={"erasure": ["reason"]},
            others=[
                "id", "session_id", "membership_id", "presence", "recorded_by_id", "recorded_at", "idempotency_key",
            ],
        ),
        DoorInAppendOnly(
            table="lms_certificate",
            doors={"erasure": ["holder_name"], "merge": ["holder_id"]},
            others=["id", "uuid", "code", "completion_id", "course_titles", "details", "issued_at"],
        ),
        DoorInAppendOnly(
            table="lms_certificaterevocation",
            doors={"erasure": ["reason"]},
            others=["id", "certificate_id", "asked_by_id", "asked_at", "approved_by_id", "approved_at"],
            when="OLD.approved_at IS NOT NULL",
        ),
    ]
