"""What the models cannot say: a covered school's period is its agreement's; and the packages a partnership begins with."""

from django.db import migrations

SAME_PERIOD = """
alter table membership_agreementschool add constraint agreementschool_same_period
foreign key (agreement_id, period) references membership_agreement (id, period)
on update cascade deferrable initially deferred
"""

PACKAGES = [("bronze", "Bronze"), ("silver", "Silver"), ("gold", "Gold"), ("nursery", "Nursery")]


def add_packages(apps, schema_editor):
    package = apps.get_model("membership", "Package")
    for position, (slug, name) in enumerate(PACKAGES, 1):
        package.objects.create(slug=slug, name=name, is_sla=True, position=position)
    package.objects.create(slug="non_sla", name="Non-SLA", is_sla=False, position=len(PACKAGES) + 1)


class Migration(migrations.Migration):
    dependencies = [("membership", "0001_initial")]

    operations = [
        migrations.RunSQL(
            SAME_PERIOD, "alter table membership_agreementschool drop constraint agreementschool_same_period"
        ),
        migrations.RunPython(add_packages, migrations.RunPython.noop),
    ]
