from core.append_only import AppendOnly
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("lms", "0001_initial")]

    operations = [
        AppendOnly(table="lms_edition"),
        AppendOnly(table="lms_editionlesson"),
        AppendOnly(table="lms_questionversion"),
        AppendOnly(table="lms_lateanswer"),
        AppendOnly(table="lms_attendancerecord"),
        AppendOnly(table="lms_activitycompletion"),
        AppendOnly(table="lms_coursecompletion"),
        AppendOnly(table="lms_certificate"),
        AppendOnly(table="lms_certificatefile"),
        AppendOnly(table="lms_enrolmentmove"),
        AppendOnly(table="lms_attempt", when="OLD.submitted_at IS NOT NULL"),
        AppendOnly(table="lms_certificaterevocation", when="OLD.approved_at IS NOT NULL"),
    ]
