import django.core.validators
import pgtrigger.compiler
import pgtrigger.migrations
import schools.models.area
from django.db import migrations, models

from thep.migrating import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0002_official_registers'),
    ]

    operations = [
        AtOnce([
        pgtrigger.migrations.RemoveTrigger(
            model_name='partnership',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='partnership',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='partnership',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='partnership',
            name='colour',
            field=models.CharField(default='#14304f', help_text='Of headings and charts in the end-of-year report, such as #14304f.', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}$', 'A colour is written as #14304f.')]),
        ),
        migrations.AddField(
            model_name='partnership',
            name='logo',
            field=models.FileField(blank=True, help_text='A PNG of at most 500 KB: it stands on the report’s first page.', upload_to='logos/', validators=[schools.models.area.is_a_logo]),
        ),
        migrations.AddField(
            model_name='partnershipevent',
            name='colour',
            field=models.CharField(default='#14304f', help_text='Of headings and charts in the end-of-year report, such as #14304f.', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}$', 'A colour is written as #14304f.')]),
        ),
        migrations.AddField(
            model_name='partnershipevent',
            name='logo',
            field=models.FileField(blank=True, help_text='A PNG of at most 500 KB: it stands on the report’s first page.', upload_to='logos/', validators=[schools.models.area.is_a_logo]),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_partnershipevent" ("colour", "has_heads_from_gias", "id", "la_codes", "logo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name") SELECT new_values."colour", new_values."has_heads_from_gias", new_values."id", new_values."la_codes", new_values."logo", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."short_name" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fa8427c8ad0352bfa47608e566ade4183be226aa', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b033a', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_partnership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "colour", "has_heads_from_gias", "id", "la_codes", "logo", "name", "short_name" from new_values except select "colour", "has_heads_from_gias", "id", "la_codes", "logo", "name", "short_name" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "schools_partnershipevent" ("colour", "has_heads_from_gias", "id", "la_codes", "logo", "name", "short_name", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "colour", "has_heads_from_gias", "id", "la_codes", "logo", "name", "short_name", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='94003469a6aad2f34ccb67b544d4fc2431596870', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a9c2b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='schools_partnership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnership',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_partnershipevent" ("colour", "has_heads_from_gias", "id", "la_codes", "logo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name") SELECT old_values."colour", old_values."has_heads_from_gias", old_values."id", old_values."la_codes", old_values."logo", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."short_name" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c8adbe5b8343d277da634786a876f5ec1fefd249', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8e617', referencing='REFERENCING OLD TABLE AS old_values ', table='schools_partnership', when='AFTER')),
        ),
        ]),
    ]
