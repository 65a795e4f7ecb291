"""What the models cannot say: a judgement's regime is its inspection's."""

from django.db import migrations

SAME_REGIME = """
alter table ofsted_judgement add constraint judgement_same_regime
foreign key (inspection_id, regime) references ofsted_inspection (id, regime)
deferrable initially deferred
"""


class Migration(migrations.Migration):
    replaces = [("ofsted", "0002_judgement_regime")]

    dependencies = [("ofsted", "0001_tables")]

    operations = [
        migrations.RunSQL(SAME_REGIME, "alter table ofsted_judgement drop constraint judgement_same_regime"),
    ]
