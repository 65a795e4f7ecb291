"""What the models cannot say: what belongs to a visit belongs to its school; and the focuses a partnership begins with."""

from django.db import migrations

SAME_SCHOOL = """
alter table visits_{table} add constraint {table}_same_school
foreign key (visit_id, school_id) references visits_visit (id, school_id)
on update cascade deferrable initially deferred
"""

FOCUSES = [
    "Headteacher support",
    "Leadership and governance",
    "Curriculum and teaching",
    "Assessment and outcomes",
    "Attendance and behaviour",
    "Inclusion and SEND",
    "Safeguarding",
    "Early years",
    "Preparing for Ofsted",
    "Following up Ofsted",
]


def add_focuses(apps, schema_editor):
    focus = apps.get_model("visits", "Focus")
    for position, name in enumerate(FOCUSES, 1):
        focus.objects.create(name=name, position=position)


class Migration(migrations.Migration):
    replaces = [("visits", "0005_rules_and_focuses")]

    dependencies = [("visits", "0001_tables")]

    operations = [
        *(
            migrations.RunSQL(
                SAME_SCHOOL.format(table=table), f"alter table visits_{table} drop constraint {table}_same_school"
            )
            for table in ("action", "attachment")
        ),
        migrations.RunPython(add_focuses, migrations.RunPython.noop),
    ]
