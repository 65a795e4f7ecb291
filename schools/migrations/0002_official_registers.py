import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from thep.migrating import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('schools', '0001_tables'),
    ]

    operations = [
        AtOnce([
        migrations.CreateModel(
            name='OfficialFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('gias', 'Schools (GIAS)'), ('gias_links', 'Links between schools (GIAS)'), ('ofsted', 'Inspections (Ofsted)')], max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('as_at', models.DateField()),
                ('layout', models.CharField(max_length=100)),
                ('digest', models.CharField(help_text='SHA-256 of its bytes.', max_length=64)),
                ('rows', models.PositiveIntegerField()),
                ('counts', models.JSONField(blank=True, null=True)),
                ('problems', models.JSONField(blank=True, default=list)),
                ('taken_in_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'digest', 'as_at'), name='officialfile_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['gias', 'gias_links', 'ofsted'])), name='officialfile_kind_known')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_officialfileevent" ("as_at", "counts", "digest", "id", "kind", "layout", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problems", "rows", "taken_in_at") SELECT new_values."as_at", new_values."counts", new_values."digest", new_values."id", new_values."kind", new_values."layout", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."problems", new_values."rows", new_values."taken_in_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='60116c0343f37241c74eeea2c1f73d370baefd60', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8ffc4', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_officialfile', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "as_at", "counts", "digest", "id", "kind", "layout", "name", "problems", "rows", "taken_in_at" from new_values except select "as_at", "counts", "digest", "id", "kind", "layout", "name", "problems", "rows", "taken_in_at" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "schools_officialfileevent" ("as_at", "counts", "digest", "id", "kind", "layout", "name", "problems", "rows", "taken_in_at", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "as_at", "counts", "digest", "id", "kind", "layout", "name", "problems", "rows", "taken_in_at", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='000f9ed691461e8460165f316b1c1d9efdc1c91f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a5873', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='schools_officialfile', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_officialfileevent" ("as_at", "counts", "digest", "id", "kind", "layout", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problems", "rows", "taken_in_at") SELECT old_values."as_at", old_values."counts", old_values."digest", old_values."id", old_values."kind", old_values."layout", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."problems", old_values."rows", old_values."taken_in_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ae614b4a3e8845ab536d2c7e2d20f5e36a3af7c9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c9329', referencing='REFERENCING OLD TABLE AS old_values ', table='schools_officialfile', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='OfficialFileEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('gias', 'Schools (GIAS)'), ('gias_links', 'Links between schools (GIAS)'), ('ofsted', 'Inspections (Ofsted)')], max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('as_at', models.DateField()),
                ('layout', models.CharField(max_length=100)),
                ('digest', models.CharField(help_text='SHA-256 of its bytes.', max_length=64)),
                ('rows', models.PositiveIntegerField()),
                ('counts', models.JSONField(blank=True, null=True)),
                ('problems', models.JSONField(blank=True, default=list)),
                ('taken_in_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.officialfile')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='schools_off_pgh_obj_d2515d_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='schools_off_pgh_cre_c28678_brin')],
            },
        ),
        migrations.CreateModel(
            name='Establishment',
            fields=[
                ('urn', models.PositiveIntegerField(primary_key=True, serialize=False, verbose_name='URN')),
                ('laestab', models.CharField(blank=True, max_length=7, verbose_name='LAESTAB')),
                ('name', models.CharField(max_length=200)),
                ('la_code', models.CharField(max_length=3)),
                ('type_code', models.CharField(max_length=2)),
                ('type_name', models.CharField(max_length=100)),
                ('status', models.PositiveSmallIntegerField(choices=[(1, 'Open'), (2, 'Closed'), (3, 'Open, but proposed to close'), (4, 'Proposed to open')])),
                ('opened_on', models.DateField(blank=True, null=True)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('closed_because', models.CharField(blank=True, max_length=200)),
                ('phase_name', models.CharField(blank=True, max_length=50)),
                ('lowest_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('highest_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('trust_name', models.CharField(blank=True, max_length=200)),
                ('as_at', models.DateField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='establishments', to='schools.officialfile')),
            ],
            options={
                'indexes': [models.Index(fields=['laestab'], name='establishment_by_laestab')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', [1, 2, 3, 4])), name='establishment_status_known')],
            },
        ),
        migrations.CreateModel(
            name='EstablishmentLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('urn', models.PositiveIntegerField(verbose_name='URN')),
                ('linked_urn', models.PositiveIntegerField(verbose_name='linked URN')),
                ('linked_name', models.CharField(max_length=200)),
                ('link_type', models.CharField(max_length=100)),
                ('established_on', models.DateField(blank=True, null=True)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='schools.officialfile')),
            ],
            options={
                'indexes': [models.Index(fields=['linked_urn'], name='establishmentlink_back')],
                'constraints': [models.UniqueConstraint(fields=('urn', 'linked_urn', 'link_type'), name='establishmentlink_once')],
            },
        ),
        migrations.CreateModel(
            name='FormerGovernance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(default='(,)', help_text='The days on which it had it.')),
                ('governance', models.CharField(choices=[('maintained', 'Maintained'), ('academy', 'Academy'), ('free_school', 'Free school'), ('independent', 'Independent'), ('other', 'Other')], max_length=20)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_governances', to='schools.school')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('governance__in', ['maintained', 'academy', 'free_school', 'independent', 'other'])), name='formergovernance_known'), models.CheckConstraint(condition=models.Q(('period__isempty', False)), name='formergovernance_period_not_empty', violation_error_message='The first day comes before the last.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('school'), models.F('school'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), ('period', '&&')], name='formergovernance_one_at_a_time', violation_error_message='The school had another governance on some of those days.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_formergovernanceevent" ("governance", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id") SELECT new_values."governance", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ee90358d89c9870fc2e107919eb49f98d1c05487', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0683d', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_formergovernance', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "governance", "id", "period", "school_id" from new_values except select "governance", "id", "period", "school_id" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "schools_formergovernanceevent" ("governance", "id", "period", "school_id", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "governance", "id", "period", "school_id", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='92c16ba65da1c5ff49120023fe7d6600e2fc3419', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0249d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='schools_formergovernance', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_formergovernanceevent" ("governance", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id") SELECT old_values."governance", old_values."id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0663a80073cb01d0eb417b33bd125fe863dcfd9a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_adae6', referencing='REFERENCING OLD TABLE AS old_values ', table='schools_formergovernance', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='FormerGovernanceEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(default='(,)', help_text='The days on which it had it.')),
                ('governance', models.CharField(choices=[('maintained', 'Maintained'), ('academy', 'Academy'), ('free_school', 'Free school'), ('independent', 'Independent'), ('other', 'Other')], max_length=20)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.formergovernance')),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='school')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='schools_for_pgh_obj_a8d786_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='schools_for_pgh_cre_b4badc_brin'), models.Index(fields=['school', 'pgh_id'], name='schools_for_school__59b996_idx')],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='formername',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='formername',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='formername',
            name='delete_delete',
        ),
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
        pgtrigger.migrations.RemoveTrigger(
            model_name='school',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='school',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='school',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='formername',
            name='short_name',
            field=models.CharField(blank=True, help_text="As the partnership's lists printed it.", max_length=200),
        ),
        migrations.AddField(
            model_name='formernameevent',
            name='short_name',
            field=models.CharField(blank=True, help_text="As the partnership's lists printed it.", max_length=200),
        ),
        migrations.AddField(
            model_name='partnership',
            name='has_heads_from_gias',
            field=models.BooleanField(default=False, help_text='They are personal data: they become contacts of their schools, and are kept as long as contacts.', verbose_name='take headteachers’ names from GIAS'),
        ),
        migrations.AddField(
            model_name='partnershipevent',
            name='has_heads_from_gias',
            field=models.BooleanField(default=False, help_text='They are personal data: they become contacts of their schools, and are kept as long as contacts.', verbose_name='take headteachers’ names from GIAS'),
        ),
        migrations.AddField(
            model_name='school',
            name='has_predecessors_grade',
            field=models.BooleanField(default=True, help_text='Ofsted’s method since June 2018: an academy without a grade of its own has its predecessor’s. Without it, only inspections under the school’s URN of today count.', verbose_name='has its predecessor’s grade'),
        ),
        migrations.AddField(
            model_name='school',
            name='is_proposed_to_close',
            field=models.BooleanField(default=False, help_text='GIAS: open, but proposed to close.'),
        ),
        migrations.AddField(
            model_name='schoolevent',
            name='has_predecessors_grade',
            field=models.BooleanField(default=True, help_text='Ofsted’s method since June 2018: an academy without a grade of its own has its predecessor’s. Without it, only inspections under the school’s URN of today count.', verbose_name='has its predecessor’s grade'),
        ),
        migrations.AddField(
            model_name='schoolevent',
            name='is_proposed_to_close',
            field=models.BooleanField(default=False, help_text='GIAS: open, but proposed to close.'),
        ),
        migrations.AlterField(
            model_name='formertrust',
            name='trust',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='former_schools', to='schools.trust'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formername',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_formernameevent" ("id", "name", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "short_name") SELECT new_values."id", new_values."name", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id", new_values."short_name" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bce7b5873f84e50c0e30ed6a0873b5e0e35a19d0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_aff0c', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_formername', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formername',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "id", "name", "period", "school_id", "short_name" from new_values except select "id", "name", "period", "school_id", "short_name" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "schools_formernameevent" ("id", "name", "period", "school_id", "short_name", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "id", "name", "period", "school_id", "short_name", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='e56eba7617e9354215aeedb712b78c74d674afe3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e7c84', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='schools_formername', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formername',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_formernameevent" ("id", "name", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "short_name") SELECT old_values."id", old_values."name", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id", old_values."short_name" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='736b577dc072fd197efeec447e95c7d0b896a354', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_fff39', referencing='REFERENCING OLD TABLE AS old_values ', table='schools_formername', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_partnershipevent" ("has_heads_from_gias", "id", "la_codes", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name") SELECT new_values."has_heads_from_gias", new_values."id", new_values."la_codes", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."short_name" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9967f371c546564933de26e30a84128c5172df86', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b033a', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_partnership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "has_heads_from_gias", "id", "la_codes", "name", "short_name" from new_values except select "has_heads_from_gias", "id", "la_codes", "name", "short_name" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "schools_partnershipevent" ("has_heads_from_gias", "id", "la_codes", "name", "short_name", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "has_heads_from_gias", "id", "la_codes", "name", "short_name", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='df2852255db09d96fc3d95fe2010c722547939fa', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a9c2b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='schools_partnership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnership',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_partnershipevent" ("has_heads_from_gias", "id", "la_codes", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name") SELECT old_values."has_heads_from_gias", old_values."id", old_values."la_codes", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."short_name" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9072c68b429d020d7a4ebcb9459bb1fc9f90a794', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8e617', referencing='REFERENCING OLD TABLE AS old_values ', table='schools_partnership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='school',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_schoolevent" ("closed_on", "governance", "has_predecessors_grade", "id", "is_proposed_to_close", "la_code", "name", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "trust_id") SELECT new_values."closed_on", new_values."governance", new_values."has_predecessors_grade", new_values."id", new_values."is_proposed_to_close", new_values."la_code", new_values."name", new_values."opened_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."short_name", new_values."trust_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e555aa8ae7c5bc978594d210a2a958661f41976c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_65445', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_school', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='school',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "closed_on", "governance", "has_predecessors_grade", "id", "is_proposed_to_close", "la_code", "name", "opened_on", "short_name", "trust_id" from new_values except select "closed_on", "governance", "has_predecessors_grade", "id", "is_proposed_to_close", "la_code", "name", "opened_on", "short_name", "trust_id" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "schools_schoolevent" ("closed_on", "governance", "has_predecessors_grade", "id", "is_proposed_to_close", "la_code", "name", "opened_on", "short_name", "trust_id", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "closed_on", "governance", "has_predecessors_grade", "id", "is_proposed_to_close", "la_code", "name", "opened_on", "short_name", "trust_id", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='54cbaccbf08d288477ba11fdc1c2a60e4f9e4239', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_792e7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='schools_school', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='school',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_schoolevent" ("closed_on", "governance", "has_predecessors_grade", "id", "is_proposed_to_close", "la_code", "name", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "trust_id") SELECT old_values."closed_on", old_values."governance", old_values."has_predecessors_grade", old_values."id", old_values."is_proposed_to_close", old_values."la_code", old_values."name", old_values."opened_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."short_name", old_values."trust_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='bab316edb171ef9818f4f739c594f8273532bb0b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1ffa2', referencing='REFERENCING OLD TABLE AS old_values ', table='schools_school', when='AFTER')),
        ),
        ]),
    ]
