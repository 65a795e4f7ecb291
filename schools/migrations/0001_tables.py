import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import pgtrigger.compiler
import schools.names
import thep.years
from django.conf import settings
from django.db import migrations, models

from thep.migrating import AtOnce


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('schools', '0001_initial'),
        ('schools', '0002_history'),
        ('schools', '0003_days_of_representatives'),
        ('schools', '0004_names_over_time'),
        ('schools', '0005_contacts'),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        AtOnce([
        migrations.CreateModel(
            name='Associate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
                ('sort_name', models.GeneratedField(db_persist=True, expression=schools.names.Folded(models.F('name')), output_field=models.TextField(db_collation='C'))),
            ],
            options={
                'indexes': [models.Index(fields=['sort_name', 'id'], name='associate_by_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='associate_named')],
                'triggers': [pgtrigger.compiler.Trigger(name='words_inserted', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                insert into schools_nameword (word)\n                select distinct word from new_values, unnest(string_to_array(sort_name, ' ')) as word\n                where length(word) >= 3 order by word on conflict do nothing;\n                return null;\n            ", hash='b0b05a98e9c178f44acec2d3044a8a73315454e2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_words_inserted_ef60d', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_associate', when='AFTER')), pgtrigger.compiler.Trigger(name='words_updated', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                insert into schools_nameword (word)\n                select distinct word from new_values, unnest(string_to_array(sort_name, ' ')) as word\n                where length(word) >= 3 order by word on conflict do nothing;\n                return null;\n            ", hash='4abded4cffaf17c5965d8203cb3abeef88c7c2cc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_words_updated_7efc0', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_associate', when='AFTER')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_associateevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3a6c6bcb4b64124b4fb81f863110452dcc1198fa', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d1cdf', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_associate', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "id", "name" from new_values except select "id", "name" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "schools_associateevent" ("id", "name", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "id", "name", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='fafbf0170193925ce202a8def6310d0f55554dcd', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_046c9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='schools_associate', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_associateevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d9df7938e0f26c7dc5b0162aa9f28788ccceebed', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_17486', referencing='REFERENCING OLD TABLE AS old_values ', table='schools_associate', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Trust',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_trustevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2013e97da5534ea6e8e02a1254eb4f73afb3d41d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e964f', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_trust', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "id", "name" from new_values except select "id", "name" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "schools_trustevent" ("id", "name", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "id", "name", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='6f83f91f368748506196c723e3458632750dec8d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ce1c6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='schools_trust', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_trustevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='dddcabc386ec7a9208379739926b57b080864e76', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_0a861', referencing='REFERENCING OLD TABLE AS old_values ', table='schools_trust', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='School',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(blank=True, help_text="As the partnership's lists print it.", max_length=200)),
                ('la_code', models.CharField(max_length=3, validators=[django.core.validators.RegexValidator('^\\d{3}$', 'A local authority code is three digits, such as 211.')], verbose_name='local authority code')),
                ('governance', models.CharField(choices=[('maintained', 'Maintained'), ('academy', 'Academy'), ('free_school', 'Free school'), ('independent', 'Independent'), ('other', 'Other')], default='maintained', max_length=20)),
                ('trust', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='schools', to='schools.trust')),
                ('opened_on', models.DateField(blank=True, help_text='Leave empty if it has long been open.', null=True)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('display_name', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.NullIf(models.F('short_name'), models.Value('')), models.F('name'), output_field=models.TextField()), output_field=models.TextField())),
                ('sort_name', models.GeneratedField(db_persist=True, expression=schools.names.Folded(django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.NullIf(models.F('short_name'), models.Value('')), models.F('name'), output_field=models.TextField())), output_field=models.TextField(db_collation='C'))),
                ('search_name', models.GeneratedField(db_persist=True, expression=schools.names.Folded(models.F('name')), output_field=models.TextField(db_collation='C'))),
            ],
            options={
                'indexes': [models.Index(fields=['sort_name', 'id'], name='school_by_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(('closed_on__gte', models.F('opened_on'))), name='school_closed_after_opened', violation_error_message='A school cannot close before it opens.'), models.CheckConstraint(condition=models.Q(('governance__in', ['maintained', 'academy', 'free_school', 'independent', 'other'])), name='school_governance_known'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='school_named'), models.CheckConstraint(condition=models.Q(('la_code__regex', '^\\d{3}$')), name='school_la_code_three_digits')],
                'triggers': [pgtrigger.compiler.Trigger(name='words_inserted', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                insert into schools_nameword (word)\n                select distinct word from new_values, unnest(string_to_array(sort_name || ' ' || search_name, ' ')) as word\n                where length(word) >= 3 order by word on conflict do nothing;\n                return null;\n            ", hash='c414b069aa1e95a9427deed674d75a881c751608', level='STATEMENT', operation='INSERT', pgid='pgtrigger_words_inserted_562e2', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_school', when='AFTER')), pgtrigger.compiler.Trigger(name='words_updated', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                insert into schools_nameword (word)\n                select distinct word from new_values, unnest(string_to_array(sort_name || ' ' || search_name, ' ')) as word\n                where length(word) >= 3 order by word on conflict do nothing;\n                return null;\n            ", hash='d6f821bd3af1a433648085ca02650628f5825e59', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_words_updated_79e5e', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_school', when='AFTER')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_schoolevent" ("closed_on", "governance", "id", "la_code", "name", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "trust_id") SELECT new_values."closed_on", new_values."governance", new_values."id", new_values."la_code", new_values."name", new_values."opened_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."short_name", new_values."trust_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1553a10d7d1f46edde288b463eb023b5e44bdab5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_65445', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_school', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "closed_on", "governance", "id", "la_code", "name", "opened_on", "short_name", "trust_id" from new_values except select "closed_on", "governance", "id", "la_code", "name", "opened_on", "short_name", "trust_id" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "schools_schoolevent" ("closed_on", "governance", "id", "la_code", "name", "opened_on", "short_name", "trust_id", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "closed_on", "governance", "id", "la_code", "name", "opened_on", "short_name", "trust_id", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='645c4536032db779b76bac8a3c3823a6be93ef18', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_792e7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='schools_school', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_schoolevent" ("closed_on", "governance", "id", "la_code", "name", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "trust_id") SELECT old_values."closed_on", old_values."governance", old_values."id", old_values."la_code", old_values."name", old_values."opened_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."short_name", old_values."trust_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b91997f20ddbafa36219e880b0003ea58b8f309c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1ffa2', referencing='REFERENCING OLD TABLE AS old_values ', table='schools_school', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, help_text='Empty once it is no longer kept.', max_length=200)),
                ('sort_name', models.GeneratedField(db_persist=True, expression=schools.names.Folded(models.F('name')), output_field=models.TextField(db_collation='C'))),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('post', models.CharField(blank=True, help_text='Such as deputy headteacher.', max_length=100, verbose_name='what they do there')),
                ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='schools.school')),
                ('associate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='schools.associate')),
                ('is_written_to', models.BooleanField(default=False, help_text='Beside the headteachers who can sign in.', verbose_name='gets letters about the membership')),
                ('left_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(django.db.models.functions.text.Lower('email'), models.F('id'), condition=models.Q(('email', ''), _negated=True), name='contact_by_email'), models.Index(fields=['school', 'sort_name'], name='contact_by_school'), models.Index(fields=['sort_name', 'id'], name='contact_by_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(('school', None), ('associate', None), _connector='OR'), name='contact_of_one_place', violation_error_message='A person is of a school or of an associate, not of both.'), models.CheckConstraint(condition=models.Q(('is_written_to', False), models.Q(('email', ''), _negated=True), ('name', ''), _connector='OR'), name='contact_written_to_by_email', violation_error_message='Letters go by e-mail: write their address.'), models.UniqueConstraint(models.F('sort_name'), django.db.models.functions.text.Lower('email'), models.F('school'), models.F('associate'), condition=models.Q(('name', ''), _negated=True), name='contact_once', nulls_distinct=False, violation_error_message='This person is on record there already.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_contactevent" ("associate_id", "email", "id", "is_written_to", "left_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "post", "school_id") SELECT new_values."associate_id", new_values."email", new_values."id", new_values."is_written_to", new_values."left_on", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."post", new_values."school_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ce18468ceb7f9ec17c9a95d85ff1de3a20a8a174', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_22f49', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_contact', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "associate_id", "email", "id", "is_written_to", "left_on", "name", "phone", "post", "school_id" from new_values except select "associate_id", "email", "id", "is_written_to", "left_on", "name", "phone", "post", "school_id" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "schools_contactevent" ("associate_id", "email", "id", "is_written_to", "left_on", "name", "phone", "post", "school_id", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "associate_id", "email", "id", "is_written_to", "left_on", "name", "phone", "post", "school_id", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='50a90052a6e07f21d0b2a2a6842d1bbc90e76e36', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a61d9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='schools_contact', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_contactevent" ("associate_id", "email", "id", "is_written_to", "left_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "post", "school_id") SELECT old_values."associate_id", old_values."email", old_values."id", old_values."is_written_to", old_values."left_on", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."post", old_values."school_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='af5b53c5addf12437315fb681aadd043776d01ac', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_66566', referencing='REFERENCING OLD TABLE AS old_values ', table='schools_contact', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='FormerName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(default='(,)', help_text='The days on which it had it.')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to='schools.school')),
                ('name', models.CharField(max_length=200)),
                ('search_name', models.GeneratedField(db_persist=True, expression=schools.names.Folded(models.F('name')), output_field=models.TextField(db_collation='C'))),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='formername_named'), models.CheckConstraint(condition=models.Q(('period__isempty', False)), name='formername_period_not_empty', violation_error_message='The first day comes before the last.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('school'), models.F('school'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), ('period', '&&')], name='formername_once_at_a_time', violation_error_message='The school had another name on some of those days.')],
                'triggers': [pgtrigger.compiler.Trigger(name='words_inserted', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                insert into schools_nameword (word)\n                select distinct word from new_values, unnest(string_to_array(search_name, ' ')) as word\n                where length(word) >= 3 order by word on conflict do nothing;\n                return null;\n            ", hash='280fae17a2eed01cd14a14a20539e676a6c1bba2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_words_inserted_e8291', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_formername', when='AFTER')), pgtrigger.compiler.Trigger(name='words_updated', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                insert into schools_nameword (word)\n                select distinct word from new_values, unnest(string_to_array(search_name, ' ')) as word\n                where length(word) >= 3 order by word on conflict do nothing;\n                return null;\n            ", hash='c84489c4059d555095d1b59fd7e1c4803fea2ad5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_words_updated_218d4', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_formername', when='AFTER')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_formernameevent" ("id", "name", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id") SELECT new_values."id", new_values."name", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7389baac5383300de0e50e71d947edfe5d259b39', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_aff0c', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_formername', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "id", "name", "period", "school_id" from new_values except select "id", "name", "period", "school_id" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "schools_formernameevent" ("id", "name", "period", "school_id", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "id", "name", "period", "school_id", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='350d6b1741ce397e8060cacea83966bb3f0a6cf9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e7c84', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='schools_formername', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_formernameevent" ("id", "name", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id") SELECT old_values."id", old_values."name", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e56d603895b3fd48c8b1714606acc9cdfab397da', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_fff39', referencing='REFERENCING OLD TABLE AS old_values ', table='schools_formername', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='FormerTrust',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(default='(,)', help_text='The days on which it had it.')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_trusts', to='schools.school')),
                ('trust', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_schools', to='schools.trust')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('period__isempty', False)), name='formertrust_period_not_empty', violation_error_message='The first day comes before the last.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('school'), models.F('school'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), ('period', '&&')], name='formertrust_one_at_a_time', violation_error_message='The school belonged to another trust on some of those days.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_formertrustevent" ("id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "trust_id") SELECT new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id", new_values."trust_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ac613e6acb8be2a97f5864876db9b16c37d4daec', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_bddf9', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_formertrust', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "id", "period", "school_id", "trust_id" from new_values except select "id", "period", "school_id", "trust_id" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "schools_formertrustevent" ("id", "period", "school_id", "trust_id", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "id", "period", "school_id", "trust_id", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='b27ece0eb9da65e3ced4cd3195663fc187d0eabd', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_968df', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='schools_formertrust', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_formertrustevent" ("id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "trust_id") SELECT old_values."id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id", old_values."trust_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ce42a2eb5df26b6fcbe7bfcd89706acd9814f30f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_febf9', referencing='REFERENCING OLD TABLE AS old_values ', table='schools_formertrust', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='NameWord',
            fields=[
                ('word', models.TextField(db_collation='C', primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(blank=True, max_length=100)),
                ('la_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3, validators=[django.core.validators.RegexValidator('^\\d{3}$', 'A local authority code is three digits, such as 211.')]), help_text='The area: schools of these local authorities are in it. Separated by commas.', size=None, verbose_name='local authority codes')),
            ],
            options={
                'verbose_name_plural': 'partnership',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='partnership_one_row')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_partnershipevent" ("id", "la_codes", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name") SELECT new_values."id", new_values."la_codes", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."short_name" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dec92f96e51c2a0878378947ff6587caeee66442', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b033a', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_partnership', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "id", "la_codes", "name", "short_name" from new_values except select "id", "la_codes", "name", "short_name" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "schools_partnershipevent" ("id", "la_codes", "name", "short_name", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "id", "la_codes", "name", "short_name", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='aa968094a7cd6d740aa5bfb03dca39f174223ca1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a9c2b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='schools_partnership', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_partnershipevent" ("id", "la_codes", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name") SELECT old_values."id", old_values."la_codes", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."short_name" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fffaaf7c239c283a40b2656827c71b9bcdb9f491', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8e617', referencing='REFERENCING OLD TABLE AS old_values ', table='schools_partnership', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SchoolPhase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phases', to='schools.school')),
                ('phase', models.CharField(choices=[('nursery', 'Nursery'), ('primary', 'Primary'), ('secondary', 'Secondary'), ('special', 'Special'), ('ap', 'Alternative provision')], max_length=20)),
                ('is_main', models.BooleanField(default=True)),
                ('from_year', thep.years.AcademicYearField(blank=True, help_text='Such as 2017-18; empty: from the first.', null=True)),
                ('until_year', thep.years.AcademicYearField(blank=True, help_text='The last year; empty: until further notice.', null=True)),
                ('line', models.GeneratedField(db_persist=True, expression=models.Case(models.When(phase='ap', then=models.Value('secondary')), default=models.F('phase')), output_field=models.CharField(choices=[('nursery', 'Nursery'), ('primary', 'Primary'), ('secondary', 'Secondary'), ('special', 'Special'), ('ap', 'Alternative provision')], max_length=20))),
            ],
            options={
                'verbose_name': 'phase',
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('is_main', True)), expressions=[(models.Func(models.F('school'), models.F('school'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func(models.F('from_year'), models.F('until_year'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&')], name='schoolphase_one_main_at_a_time', violation_error_message='A school has one main phase at a time.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('school'), models.F('school'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func(models.F('from_year'), models.F('until_year'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func(models.Case(models.When(phase='nursery', then=models.Value(0)), models.When(phase='primary', then=models.Value(1)), models.When(phase='secondary', then=models.Value(2)), models.When(phase='special', then=models.Value(3)), default=models.Value(2), output_field=models.IntegerField()), models.Case(models.When(phase='nursery', then=models.Value(0)), models.When(phase='primary', then=models.Value(1)), models.When(phase='secondary', then=models.Value(2)), models.When(phase='special', then=models.Value(3)), default=models.Value(2), output_field=models.IntegerField()), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&')], name='schoolphase_once_on_a_line', violation_error_message='A school counts once in a phase; alternative provision is on the secondary line.'), models.CheckConstraint(condition=models.Q(('phase__in', ['nursery', 'primary', 'secondary', 'special', 'ap'])), name='schoolphase_known'), models.CheckConstraint(condition=models.Q(('until_year__gte', models.F('from_year'))), name='schoolphase_years_in_order', violation_error_message='The last year cannot be before the first.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_schoolphaseevent" ("from_year", "id", "is_main", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "school_id", "until_year") SELECT new_values."from_year", new_values."id", new_values."is_main", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phase", new_values."school_id", new_values."until_year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f2c30b2b93f3c7405650890e439dcc90abb95dbd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f5012', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_schoolphase', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "from_year", "id", "is_main", "phase", "school_id", "until_year" from new_values except select "from_year", "id", "is_main", "phase", "school_id", "until_year" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "schools_schoolphaseevent" ("from_year", "id", "is_main", "phase", "school_id", "until_year", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "from_year", "id", "is_main", "phase", "school_id", "until_year", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='76dd852c6a4d56ba12b53d6f3455621271d6ca65', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8ad8c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='schools_schoolphase', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_schoolphaseevent" ("from_year", "id", "is_main", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "school_id", "until_year") SELECT old_values."from_year", old_values."id", old_values."is_main", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phase", old_values."school_id", old_values."until_year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a8a1b59b749972981498e8f3f97353ea98f8ed26', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d159a', referencing='REFERENCING OLD TABLE AS old_values ', table='schools_schoolphase', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SchoolRepresentative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='representatives', to='schools.school')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acts_for', to=settings.AUTH_USER_MODEL)),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'user', 'from_on'), name='schoolrepresentative_once', nulls_distinct=False, violation_error_message='This person already acts for the school from that day.'), models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('from_on'))), name='schoolrepresentative_days_in_order', violation_error_message='The last day cannot be before the first.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_schoolrepresentativeevent" ("from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "until_on", "user_id") SELECT new_values."from_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id", new_values."until_on", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3741b80357f2350bce4ab21066509ea0532058a7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_da14e', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_schoolrepresentative', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "from_on", "id", "school_id", "until_on", "user_id" from new_values except select "from_on", "id", "school_id", "until_on", "user_id" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "schools_schoolrepresentativeevent" ("from_on", "id", "school_id", "until_on", "user_id", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "from_on", "id", "school_id", "until_on", "user_id", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='101d9feb9eb7e59c46414e5d4431f38337fb1eb5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_67ed5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='schools_schoolrepresentative', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_schoolrepresentativeevent" ("from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "until_on", "user_id") SELECT old_values."from_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id", old_values."until_on", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6b12556d42e3e457555f15814906c2253b2df0a1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b1a18', referencing='REFERENCING OLD TABLE AS old_values ', table='schools_schoolrepresentative', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SchoolUrn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='urns', to='schools.school')),
                ('urn', models.PositiveIntegerField(verbose_name='URN')),
                ('is_current', models.BooleanField(default=True)),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(default='(,)', help_text='The days it was in use, the last day excluded.')),
            ],
            options={
                'verbose_name': 'URN',
                'indexes': [models.Index(fields=['urn'], name='schoolurn_urn')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('school',), name='schoolurn_one_current', violation_error_message='A school has one current URN.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('urn'), models.F('urn'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), ('period', '&&')], name='schoolurn_one_school_at_a_time', violation_error_message='Another school has this URN at that time.'), models.CheckConstraint(condition=models.Q(('period__isempty', False)), name='schoolurn_period_not_empty', violation_error_message='The first day comes before the last.'), models.CheckConstraint(condition=models.Q(('urn__range', (100000, 999999))), name='schoolurn_six_digits', violation_error_message='A URN is six digits.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_schoolurnevent" ("id", "is_current", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "urn") SELECT new_values."id", new_values."is_current", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id", new_values."urn" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ee7c5da76c9e46106091b2d49e07807b345c66f9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d6934', referencing='REFERENCING NEW TABLE AS new_values ', table='schools_schoolurn', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "id", "is_current", "period", "school_id", "urn" from new_values except select "id", "is_current", "period", "school_id", "urn" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "schools_schoolurnevent" ("id", "is_current", "period", "school_id", "urn", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "id", "is_current", "period", "school_id", "urn", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='94a4570ac446eb6314ebd2541a31e67210dad8b7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_478a6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='schools_schoolurn', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "schools_schoolurnevent" ("id", "is_current", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "urn") SELECT old_values."id", old_values."is_current", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id", old_values."urn" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1ab16ad94abc0ebc88dc277720cda9d7b2a94585', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c528c', referencing='REFERENCING OLD TABLE AS old_values ', table='schools_schoolurn', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='AssociateEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.associate')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=200)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='schools_ass_pgh_obj_2149d1_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='schools_ass_pgh_cre_ba0ad7_brin')],
            },
        ),
        migrations.CreateModel(
            name='ContactEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='school')),
                ('associate', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.associate', verbose_name='associate')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.contact')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(blank=True, help_text='Empty once it is no longer kept.', max_length=200)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('post', models.CharField(blank=True, help_text='Such as deputy headteacher.', max_length=100, verbose_name='what they do there')),
                ('is_written_to', models.BooleanField(default=False, help_text='Beside the headteachers who can sign in.', verbose_name='gets letters about the membership')),
                ('left_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='schools_con_pgh_obj_e4c900_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='schools_con_pgh_cre_f3c5ba_brin'), models.Index(fields=['school', 'pgh_id'], name='schools_con_school__d415ae_idx')],
            },
        ),
        migrations.CreateModel(
            name='FormerNameEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='school')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.formername')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(default='(,)', help_text='The days on which it had it.')),
                ('name', models.CharField(max_length=200)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='schools_for_pgh_obj_42fad8_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='schools_for_pgh_cre_f501b4_brin'), models.Index(fields=['school', 'pgh_id'], name='schools_for_school__44e75f_idx')],
            },
        ),
        migrations.CreateModel(
            name='FormerTrustEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='school')),
                ('trust', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.trust', verbose_name='trust')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.formertrust')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(default='(,)', help_text='The days on which it had it.')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='schools_for_pgh_obj_225cae_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='schools_for_pgh_cre_b7029e_brin'), models.Index(fields=['school', 'pgh_id'], name='schools_for_school__ce36c4_idx')],
            },
        ),
        migrations.CreateModel(
            name='PartnershipEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.partnership')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(blank=True, max_length=100)),
                ('la_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3, validators=[django.core.validators.RegexValidator('^\\d{3}$', 'A local authority code is three digits, such as 211.')]), help_text='The area: schools of these local authorities are in it. Separated by commas.', size=None, verbose_name='local authority codes')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='schools_par_pgh_obj_d32839_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='schools_par_pgh_cre_728489_brin')],
            },
        ),
        migrations.CreateModel(
            name='SchoolEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('trust', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.trust', verbose_name='trust')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(blank=True, help_text="As the partnership's lists print it.", max_length=200)),
                ('la_code', models.CharField(max_length=3, validators=[django.core.validators.RegexValidator('^\\d{3}$', 'A local authority code is three digits, such as 211.')], verbose_name='local authority code')),
                ('governance', models.CharField(choices=[('maintained', 'Maintained'), ('academy', 'Academy'), ('free_school', 'Free school'), ('independent', 'Independent'), ('other', 'Other')], default='maintained', max_length=20)),
                ('opened_on', models.DateField(blank=True, help_text='Leave empty if it has long been open.', null=True)),
                ('closed_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='schools_sch_pgh_obj_1ecfef_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='schools_sch_pgh_cre_8a5e70_brin')],
            },
        ),
        migrations.CreateModel(
            name='SchoolPhaseEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='school')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.schoolphase')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('phase', models.CharField(choices=[('nursery', 'Nursery'), ('primary', 'Primary'), ('secondary', 'Secondary'), ('special', 'Special'), ('ap', 'Alternative provision')], max_length=20)),
                ('is_main', models.BooleanField(default=True)),
                ('from_year', thep.years.AcademicYearField(blank=True, help_text='Such as 2017-18; empty: from the first.', null=True)),
                ('until_year', thep.years.AcademicYearField(blank=True, help_text='The last year; empty: until further notice.', null=True)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='schools_sch_pgh_obj_f977be_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='schools_sch_pgh_cre_338fca_brin'), models.Index(fields=['school', 'pgh_id'], name='schools_sch_school__a12a7c_idx')],
            },
        ),
        migrations.CreateModel(
            name='SchoolRepresentativeEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='school')),
                ('user', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.schoolrepresentative')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='schools_sch_pgh_obj_9c6198_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='schools_sch_pgh_cre_a0ab30_brin'), models.Index(fields=['school', 'pgh_id'], name='schools_sch_school__185034_idx')],
            },
        ),
        migrations.CreateModel(
            name='SchoolUrnEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='school')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.schoolurn')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('urn', models.PositiveIntegerField(verbose_name='URN')),
                ('is_current', models.BooleanField(default=True)),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(default='(,)', help_text='The days it was in use, the last day excluded.')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='schools_sch_pgh_obj_bdb043_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='schools_sch_pgh_cre_06aafd_brin'), models.Index(fields=['school', 'pgh_id'], name='schools_sch_school__01c857_idx')],
            },
        ),
        migrations.CreateModel(
            name='TrustEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.trust')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=200)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='schools_tru_pgh_obj_1b41fa_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='schools_tru_pgh_cre_05ff2b_brin')],
            },
        ),
        ]),
    ]
