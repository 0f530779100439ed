from core.append_only import DoorInAppendOnly
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("lms", "0011_h5p_uploads_claimed"), ("core", "0003_open_door")]

    operations = [
        DoorInAppendOnly(
            table="lms_statement",
            doors={"erasure": ["raw", "document"]},
            others=[
                "id", "uuid", "launch_id", "key", "actor", "verb", "activity_id", "score_raw", "score_min", "score_max",
                "scaled", "success", "completion", "duration", "said_at", "stored_at",
            ],
        ),
    ]
