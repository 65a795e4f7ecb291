import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import schools.names
import thep.years
import uuid
from django.conf import settings
from django.db import migrations, models

from thep.migrating import AtOnce


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('programmes', '0001_initial'),
        ('programmes', '0002_history'),
        ('programmes', '0003_runs_and_registers'),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('pghistory', '0007_auto_20250421_0444'),
        ('schools', '0001_tables'),
    ]

    operations = [
        AtOnce([
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(help_text='As spreadsheets and figure keys write it.', max_length=100, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('network', 'Network'), ('project', 'Project'), ('conference', 'Conference'), ('leadership', 'Leadership programme')], max_length=20)),
                ('phase', models.CharField(blank=True, choices=[('nursery', 'Nursery'), ('primary', 'Primary'), ('secondary', 'Secondary'), ('special', 'Special'), ('ap', 'Alternative provision'), ('cross_phase', 'Cross-phase')], max_length=20)),
                ('subject', models.CharField(blank=True, max_length=100)),
                ('reported_as', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('schools', 'Schools'), ('people', 'People by role'), ('strands', 'Schools by strand')], max_length=10), blank=True, default=list, help_text='schools, people, strands: what its line prints, in that order, separated by commas.', size=None)),
                ('counted_by', models.CharField(choices=[('recorded', 'What is recorded by hand or in a workbook'), ('enrolled', 'Enrolled: the schools and people enrolled who have not withdrawn'), ('attended', 'Attended: the people marked as attended at one session or more, and their schools')], default='recorded', help_text='What its participation figures are counted from.', max_length=10)),
                ('career_stage', models.CharField(blank=True, choices=[('trainee', 'Trainee teachers'), ('early', 'Early career teachers'), ('teacher', 'Teachers'), ('middle', 'Middle leaders'), ('senior', 'Senior leaders'), ('headteacher', 'Headteachers'), ('system', 'System leaders'), ('governor', 'Governors'), ('support', 'Support staff')], help_text='Whom it is for; empty: people at every stage.', max_length=20)),
                ('summary', models.TextField(blank=True, help_text='What it is, in a few sentences: printed in the programme by stage.', max_length=2000)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['network', 'project', 'conference', 'leadership'])), name='programme_kind_known'), models.CheckConstraint(condition=models.Q(('counted_by__in', ['recorded', 'enrolled', 'attended'])), name='programme_counted_by_known'), models.CheckConstraint(condition=models.Q(('career_stage__in', ['', 'trainee', 'early', 'teacher', 'middle', 'senior', 'headteacher', 'system', 'governor', 'support'])), name='programme_career_stage_known'), models.CheckConstraint(condition=models.Q(('phase__in', ['', 'nursery', 'primary', 'secondary', 'special', 'ap', 'cross_phase'])), name='programme_phase_known'), models.CheckConstraint(condition=models.Q(('reported_as__contained_by', ['schools', 'people', 'strands'])), name='programme_reported_as_known')],
                'triggers': [pgtrigger.compiler.Trigger(name='counted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            perform programmes_count(programme_id, year)\n            from (select distinct programme_id, year from (select programme_id, year from old_values as changed join programmes_run on programme_id = changed.id union select programme_id, year from new_values as changed join programmes_run on programme_id = changed.id) as pairs order by programme_id, year) as each_once;\n            return null;\n        ', hash='64f96b6001b57dd3fc7cfea2c3d54e5d4cae4311', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_counted_update_81c4f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programmes_programme', when='AFTER')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_programmeevent" ("career_stage", "counted_by", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "reported_as", "slug", "subject", "summary") SELECT new_values."career_stage", new_values."counted_by", new_values."id", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phase", new_values."reported_as", new_values."slug", new_values."subject", new_values."summary" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='589f6916518b4cf0299d84f751401423c9b4c350', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_56ab2', referencing='REFERENCING NEW TABLE AS new_values ', table='programmes_programme', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "career_stage", "counted_by", "id", "kind", "name", "phase", "reported_as", "slug", "subject", "summary" from new_values except select "career_stage", "counted_by", "id", "kind", "name", "phase", "reported_as", "slug", "subject", "summary" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "programmes_programmeevent" ("career_stage", "counted_by", "id", "kind", "name", "phase", "reported_as", "slug", "subject", "summary", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "career_stage", "counted_by", "id", "kind", "name", "phase", "reported_as", "slug", "subject", "summary", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='e5cb0d4362de80a6fc0c1565664bf37253811987', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_af864', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programmes_programme', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_programmeevent" ("career_stage", "counted_by", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "reported_as", "slug", "subject", "summary") SELECT old_values."career_stage", old_values."counted_by", old_values."id", old_values."kind", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phase", old_values."reported_as", old_values."slug", old_values."subject", old_values."summary" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a607fcf09e93e47ff8aa4fe87a7e5d0b1ddbf5b4', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f6c03', referencing='REFERENCING OLD TABLE AS old_values ', table='programmes_programme', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='programmes.programme')),
                ('year', thep.years.AcademicYearField()),
                ('cohort', models.CharField(blank=True, help_text='Where the year has more than one.', max_length=100, verbose_name='group')),
                ('led_by', models.CharField(choices=[('partnership', 'The partnership'), ('alliance', 'A teaching school alliance'), ('cluster', 'A cluster of schools'), ('associate', 'An associate'), ('school', 'A school')], default='partnership', max_length=20)),
                ('leader_name', models.CharField(blank=True, help_text='Where one of them leads it.', max_length=200, verbose_name='name of the alliance or cluster')),
                ('leader_school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='runs_led', to='schools.school')),
                ('leader_associate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='runs_led', to='schools.associate')),
                ('places', models.PositiveSmallIntegerField(blank=True, help_text='For how many people; empty: any number.', null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['-year', 'programme'], name='run_by_year')],
                'constraints': [models.UniqueConstraint(fields=('programme', 'year', 'cohort'), name='run_once_a_year', violation_error_message='The programme has a run of this year and group already.'), models.CheckConstraint(condition=models.Q(('led_by__in', ['partnership', 'alliance', 'cluster', 'associate', 'school'])), name='run_led_by_known'), models.CheckConstraint(condition=models.Q(models.Q(('leader_school__isnull', False), ('led_by', 'school')), models.Q(models.Q(('led_by', 'school'), _negated=True), ('leader_school', None)), _connector='OR'), name='run_led_by_a_school', violation_error_message='Say which school leads it, where a school does.'), models.CheckConstraint(condition=models.Q(models.Q(('leader_associate__isnull', False), ('led_by', 'associate')), models.Q(models.Q(('led_by', 'associate'), _negated=True), ('leader_associate', None)), _connector='OR'), name='run_led_by_an_associate', violation_error_message='Say which associate leads it, where an associate does.')],
                'triggers': [pgtrigger.compiler.Trigger(name='counted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            perform programmes_count(programme_id, year)\n            from (select distinct programme_id, year from (select programme_id, year from old_values union select programme_id, year from new_values) as pairs order by programme_id, year) as each_once;\n            return null;\n        ', hash='f0eb92acd52b3f210845a15591357deccfb734ee', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_counted_update_42598', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programmes_run', when='AFTER')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_runevent" ("cohort", "id", "leader_associate_id", "leader_name", "leader_school_id", "led_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "programme_id", "year") SELECT new_values."cohort", new_values."id", new_values."leader_associate_id", new_values."leader_name", new_values."leader_school_id", new_values."led_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."places", new_values."programme_id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='903abd29a2f28ca11d92dcaeac701916d879c99d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a021d', referencing='REFERENCING NEW TABLE AS new_values ', table='programmes_run', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "cohort", "id", "leader_associate_id", "leader_name", "leader_school_id", "led_by", "places", "programme_id", "year" from new_values except select "cohort", "id", "leader_associate_id", "leader_name", "leader_school_id", "led_by", "places", "programme_id", "year" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "programmes_runevent" ("cohort", "id", "leader_associate_id", "leader_name", "leader_school_id", "led_by", "places", "programme_id", "year", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "cohort", "id", "leader_associate_id", "leader_name", "leader_school_id", "led_by", "places", "programme_id", "year", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='7c997f3d13eb25049324f1e661b92b13aaa3566d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_86b0b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programmes_run', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_runevent" ("cohort", "id", "leader_associate_id", "leader_name", "leader_school_id", "led_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "programme_id", "year") SELECT old_values."cohort", old_values."id", old_values."leader_associate_id", old_values."leader_name", old_values."leader_school_id", old_values."led_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."places", old_values."programme_id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7241d6ede5b2883d9f76d12d993963448262820e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ce435', referencing='REFERENCING OLD TABLE AS old_values ', table='programmes_run', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Strand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True)),
                ('slug', models.SlugField(help_text='As figure keys write it.', max_length=100, unique=True)),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_strandevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."slug" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8299c5956504a34beffbf87334f02b5e1103c95a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1b541', referencing='REFERENCING NEW TABLE AS new_values ', table='programmes_strand', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "id", "name", "slug" from new_values except select "id", "name", "slug" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "programmes_strandevent" ("id", "name", "slug", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "id", "name", "slug", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='1b36e7ad44dd234054d80c2bb3d56d1fb0af9f1e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_40581', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programmes_strand', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_strandevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") SELECT old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."slug" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c84fdec0b27c1c463dcebadf60ecfe935ac4eb1e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7f90d', referencing='REFERENCING OLD TABLE AS old_values ', table='programmes_strand', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='programmes.run')),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='took_part', to='schools.contact', verbose_name='person')),
                ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participants', to='schools.school')),
                ('role', models.CharField(choices=[('member', 'Member'), ('delegate', 'Delegate'), ('headteacher', 'Headteacher'), ('governor', 'Governor'), ('coach', 'Coach'), ('lead', 'Lead'), ('host', 'Host')], default='delegate', max_length=20)),
                ('strand', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participants', to='programmes.strand')),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'contact'), name='participant_once', violation_error_message='This person is on it already.'), models.UniqueConstraint(fields=('id', 'run'), name='participant_id_run'), models.CheckConstraint(condition=models.Q(('role__in', ['member', 'delegate', 'headteacher', 'governor', 'coach', 'lead', 'host'])), name='participant_role_known')],
                'triggers': [pgtrigger.compiler.Trigger(name='counted_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            perform programmes_count(programme_id, year)\n            from (select distinct programme_id, year from (select programme_id, year from new_values as changed join programmes_run on programmes_run.id = run_id) as pairs order by programme_id, year) as each_once;\n            return null;\n        ', hash='482356c4301bb475adc08fde7ddfb1b9cda29901', level='STATEMENT', operation='INSERT', pgid='pgtrigger_counted_insert_89bf1', referencing='REFERENCING NEW TABLE AS new_values ', table='programmes_participant', when='AFTER')), pgtrigger.compiler.Trigger(name='counted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            perform programmes_count(programme_id, year)\n            from (select distinct programme_id, year from (select programme_id, year from old_values as changed join programmes_run on programmes_run.id = run_id union select programme_id, year from new_values as changed join programmes_run on programmes_run.id = run_id) as pairs order by programme_id, year) as each_once;\n            return null;\n        ', hash='ba3d3f20c5cf600c02f9ce0ce2bb8500a9b84f6c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_counted_update_c6389', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programmes_participant', when='AFTER')), pgtrigger.compiler.Trigger(name='counted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            perform programmes_count(programme_id, year)\n            from (select distinct programme_id, year from (select programme_id, year from old_values as changed join programmes_run on programmes_run.id = run_id) as pairs order by programme_id, year) as each_once;\n            return null;\n        ', hash='b47e7b1ded73c2b475bd1db45c7945cfa4a07486', level='STATEMENT', operation='DELETE', pgid='pgtrigger_counted_delete_31465', referencing='REFERENCING OLD TABLE AS old_values ', table='programmes_participant', when='AFTER')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_participantevent" ("contact_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "run_id", "school_id", "strand_id", "withdrawn_on") SELECT new_values."contact_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role", new_values."run_id", new_values."school_id", new_values."strand_id", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0a7bd3ce7397f759d209cca35927def5449e881e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e8b60', referencing='REFERENCING NEW TABLE AS new_values ', table='programmes_participant', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "contact_id", "id", "role", "run_id", "school_id", "strand_id", "withdrawn_on" from new_values except select "contact_id", "id", "role", "run_id", "school_id", "strand_id", "withdrawn_on" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "programmes_participantevent" ("contact_id", "id", "role", "run_id", "school_id", "strand_id", "withdrawn_on", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "contact_id", "id", "role", "run_id", "school_id", "strand_id", "withdrawn_on", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='83910e2dd64714331e64e7942b7ffd20e3d0e5a2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3be98', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programmes_participant', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_participantevent" ("contact_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "run_id", "school_id", "strand_id", "withdrawn_on") SELECT old_values."contact_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role", old_values."run_id", old_values."school_id", old_values."strand_id", old_values."withdrawn_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5e89d6a012a5ebb4c340cdd15677d694d70c7877', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_16b54', referencing='REFERENCING OLD TABLE AS old_values ', table='programmes_participant', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='programmes.run')),
                ('title', models.CharField(blank=True, max_length=200)),
                ('held_on', models.DateField(verbose_name='date')),
                ('starts', models.TimeField(blank=True, null=True)),
                ('ends', models.TimeField(blank=True, null=True)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('places', models.PositiveSmallIntegerField(blank=True, help_text='Seats in the room; empty: any number.', null=True)),
                ('cancelled_because', models.CharField(blank=True, max_length=500, verbose_name='why it was cancelled')),
                ('is_cancelled', models.BooleanField(default=False, verbose_name='cancelled')),
                ('sign_in_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ],
            options={
                'indexes': [models.Index(fields=['held_on', 'id'], name='session_by_date')],
                'constraints': [models.UniqueConstraint(fields=('run', 'held_on', 'starts', 'title'), name='session_once', nulls_distinct=False, violation_error_message='The run has this session already.'), models.UniqueConstraint(fields=('id', 'run'), name='session_id_run'), models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='session_ends_after_it_starts', violation_error_message='A session ends after it starts.'), models.CheckConstraint(condition=models.Q(('is_cancelled', True), ('cancelled_because', ''), _connector='OR'), name='session_cancelled_because', violation_error_message='Only a cancelled session has a reason for being cancelled.')],
                'triggers': [pgtrigger.compiler.Trigger(name='counted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            perform programmes_count(programme_id, year)\n            from (select distinct programme_id, year from (select programme_id, year from old_values as changed join programmes_run on programmes_run.id = run_id union select programme_id, year from new_values as changed join programmes_run on programmes_run.id = run_id) as pairs order by programme_id, year) as each_once;\n            return null;\n        ', hash='6a1e5b00529fe717ce32374cfbd6f18813b67167', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_counted_update_0395a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programmes_session', when='AFTER')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_sessionevent" ("cancelled_because", "ends", "held_on", "id", "is_cancelled", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "places", "run_id", "starts", "title") SELECT new_values."cancelled_because", new_values."ends", new_values."held_on", new_values."id", new_values."is_cancelled", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."places", new_values."run_id", new_values."starts", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2fdfcc521bd6836851a35ddd9e93661e38f4b13e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_99dc7', referencing='REFERENCING NEW TABLE AS new_values ', table='programmes_session', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "cancelled_because", "ends", "held_on", "id", "is_cancelled", "place", "places", "run_id", "starts", "title" from new_values except select "cancelled_because", "ends", "held_on", "id", "is_cancelled", "place", "places", "run_id", "starts", "title" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "programmes_sessionevent" ("cancelled_because", "ends", "held_on", "id", "is_cancelled", "place", "places", "run_id", "starts", "title", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "cancelled_because", "ends", "held_on", "id", "is_cancelled", "place", "places", "run_id", "starts", "title", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='647b649fafcd37236c5d017ce94190b0895edeac', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_37ba5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programmes_session', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_sessionevent" ("cancelled_because", "ends", "held_on", "id", "is_cancelled", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "places", "run_id", "starts", "title") SELECT old_values."cancelled_because", old_values."ends", old_values."held_on", old_values."id", old_values."is_cancelled", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."places", old_values."run_id", old_values."starts", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a4a7219ef1509eb75d7ff3a621a90cba7807afae', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e9981', referencing='REFERENCING OLD TABLE AS old_values ', table='programmes_session', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.run')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendance', to='programmes.session')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendance', to='programmes.participant')),
                ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='schools.school')),
                ('mark', models.CharField(choices=[('attended', 'Attended'), ('absent', 'Absent'), ('excused', 'Excused')], max_length=10)),
                ('marked_from', models.CharField(choices=[('register', 'The register'), ('room', 'The room’s sign-in page'), ('list', 'A list')], default='register', max_length=10)),
                ('marked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'verbose_name_plural': 'attendance',
                'constraints': [models.UniqueConstraint(fields=('session', 'participant'), name='attendance_once', violation_error_message='This person is marked already.'), models.CheckConstraint(condition=models.Q(('mark__in', ['attended', 'absent', 'excused'])), name='attendance_mark_known'), models.CheckConstraint(condition=models.Q(('marked_from__in', ['register', 'room', 'list'])), name='attendance_marked_from_known')],
                'triggers': [pgtrigger.compiler.Trigger(name='counted_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            perform programmes_count(programme_id, year)\n            from (select distinct programme_id, year from (select programme_id, year from new_values as changed join programmes_run on programmes_run.id = run_id) as pairs order by programme_id, year) as each_once;\n            return null;\n        ', hash='cb87e462c9e8f0804740e986427a83ae5f618d5d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_counted_insert_8925a', referencing='REFERENCING NEW TABLE AS new_values ', table='programmes_attendance', when='AFTER')), pgtrigger.compiler.Trigger(name='counted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            perform programmes_count(programme_id, year)\n            from (select distinct programme_id, year from (select programme_id, year from old_values as changed join programmes_run on programmes_run.id = run_id union select programme_id, year from new_values as changed join programmes_run on programmes_run.id = run_id) as pairs order by programme_id, year) as each_once;\n            return null;\n        ', hash='413e98fd793473eec98dc26d66c27cd3595ced95', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_counted_update_453dd', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programmes_attendance', when='AFTER')), pgtrigger.compiler.Trigger(name='counted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            perform programmes_count(programme_id, year)\n            from (select distinct programme_id, year from (select programme_id, year from old_values as changed join programmes_run on programmes_run.id = run_id) as pairs order by programme_id, year) as each_once;\n            return null;\n        ', hash='da987c82dec357db362d055d438bcfe5ebdb048f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_counted_delete_3fac1', referencing='REFERENCING OLD TABLE AS old_values ', table='programmes_attendance', when='AFTER')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_attendanceevent" ("id", "mark", "marked_from", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "run_id", "school_id", "session_id") SELECT new_values."id", new_values."mark", new_values."marked_from", new_values."participant_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."run_id", new_values."school_id", new_values."session_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2861ebde4b64ccee75a12571805259cccc3eeff5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_55b2b', referencing='REFERENCING NEW TABLE AS new_values ', table='programmes_attendance', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "id", "mark", "marked_from", "participant_id", "run_id", "school_id", "session_id" from new_values except select "id", "mark", "marked_from", "participant_id", "run_id", "school_id", "session_id" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "programmes_attendanceevent" ("id", "mark", "marked_from", "participant_id", "run_id", "school_id", "session_id", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "id", "mark", "marked_from", "participant_id", "run_id", "school_id", "session_id", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='3867806456ac3d3cff447ff32d16421146882685', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0d0e9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programmes_attendance', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_attendanceevent" ("id", "mark", "marked_from", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "run_id", "school_id", "session_id") SELECT old_values."id", old_values."mark", old_values."marked_from", old_values."participant_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."run_id", old_values."school_id", old_values."session_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a15d0a7bf7a5ba4ccb1af5d795c33527375833e1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a8c39', referencing='REFERENCING OLD TABLE AS old_values ', table='programmes_attendance', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='CoachingPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.run')),
                ('coach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coaches', to='programmes.participant')),
                ('coachee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coached_by', to='programmes.participant')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('coach', 'coachee'), name='coachingpair_once', violation_error_message='These two are a pair already.'), models.CheckConstraint(condition=models.Q(('coach', models.F('coachee')), _negated=True), name='coachingpair_of_two', violation_error_message='Nobody is their own coach.'), models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('from_on'))), name='coachingpair_days_in_order', violation_error_message='The last day cannot be before the first.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_coachingpairevent" ("coach_id", "coachee_id", "from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "run_id", "until_on") SELECT new_values."coach_id", new_values."coachee_id", new_values."from_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."run_id", new_values."until_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='495ce28391aeebc835a22b95d681f175f485cdce', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6e2e2', referencing='REFERENCING NEW TABLE AS new_values ', table='programmes_coachingpair', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "coach_id", "coachee_id", "from_on", "id", "run_id", "until_on" from new_values except select "coach_id", "coachee_id", "from_on", "id", "run_id", "until_on" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "programmes_coachingpairevent" ("coach_id", "coachee_id", "from_on", "id", "run_id", "until_on", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "coach_id", "coachee_id", "from_on", "id", "run_id", "until_on", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='08ffcf511cfd3ea96f5dd14000611d631ad33e74', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a24fb', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programmes_coachingpair', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_coachingpairevent" ("coach_id", "coachee_id", "from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "run_id", "until_on") SELECT old_values."coach_id", old_values."coachee_id", old_values."from_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."run_id", old_values."until_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7b633ffeb6a495ac7ec2828988d9c00054162ca9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_75fbb', referencing='REFERENCING OLD TABLE AS old_values ', table='programmes_coachingpair', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enrolments', to='programmes.run')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='schools.school')),
                ('strand', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='programmes.strand')),
                ('enrolled_on', models.DateField()),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('withdrawn_because', models.CharField(blank=True, max_length=500, verbose_name='why it withdrew')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'school', 'strand'), name='enrolment_once', nulls_distinct=False, violation_error_message='The school is enrolled already.'), models.CheckConstraint(condition=models.Q(('withdrawn_on__gte', models.F('enrolled_on'))), name='enrolment_withdrawn_after_enrolled', violation_error_message='A school cannot withdraw before it is enrolled.'), models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', False), ('withdrawn_because', ''), _connector='OR'), name='enrolment_withdrawn_because', violation_error_message='The reason is that of a school that withdrew.')],
                'triggers': [pgtrigger.compiler.Trigger(name='counted_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            perform programmes_count(programme_id, year)\n            from (select distinct programme_id, year from (select programme_id, year from new_values as changed join programmes_run on programmes_run.id = run_id) as pairs order by programme_id, year) as each_once;\n            return null;\n        ', hash='94b5ae2d9262cf37310b871c6823e33279d09e6b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_counted_insert_8efbf', referencing='REFERENCING NEW TABLE AS new_values ', table='programmes_enrolment', when='AFTER')), pgtrigger.compiler.Trigger(name='counted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            perform programmes_count(programme_id, year)\n            from (select distinct programme_id, year from (select programme_id, year from old_values as changed join programmes_run on programmes_run.id = run_id union select programme_id, year from new_values as changed join programmes_run on programmes_run.id = run_id) as pairs order by programme_id, year) as each_once;\n            return null;\n        ', hash='f4b5cc00d0cd4d40c597649fef3a8e82e8d96019', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_counted_update_caafa', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programmes_enrolment', when='AFTER')), pgtrigger.compiler.Trigger(name='counted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            perform programmes_count(programme_id, year)\n            from (select distinct programme_id, year from (select programme_id, year from old_values as changed join programmes_run on programmes_run.id = run_id) as pairs order by programme_id, year) as each_once;\n            return null;\n        ', hash='425d714c802a4153e9b528d210f1a3d4fc49097a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_counted_delete_cc36e', referencing='REFERENCING OLD TABLE AS old_values ', table='programmes_enrolment', when='AFTER')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_enrolmentevent" ("enrolled_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "run_id", "school_id", "strand_id", "withdrawn_because", "withdrawn_on") SELECT new_values."enrolled_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."run_id", new_values."school_id", new_values."strand_id", new_values."withdrawn_because", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ef89a719429129c066cb40ff03c07927fd6226cd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_21452', referencing='REFERENCING NEW TABLE AS new_values ', table='programmes_enrolment', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "enrolled_on", "id", "run_id", "school_id", "strand_id", "withdrawn_because", "withdrawn_on" from new_values except select "enrolled_on", "id", "run_id", "school_id", "strand_id", "withdrawn_because", "withdrawn_on" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "programmes_enrolmentevent" ("enrolled_on", "id", "run_id", "school_id", "strand_id", "withdrawn_because", "withdrawn_on", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "enrolled_on", "id", "run_id", "school_id", "strand_id", "withdrawn_because", "withdrawn_on", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='4178a93c0eee6d190638d2d048b2f87926a27849', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_90b47', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programmes_enrolment', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_enrolmentevent" ("enrolled_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "run_id", "school_id", "strand_id", "withdrawn_because", "withdrawn_on") SELECT old_values."enrolled_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."run_id", old_values."school_id", old_values."strand_id", old_values."withdrawn_because", old_values."withdrawn_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8f73af4529fda09038ffce6c5576fe2616ad4530', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_52cdc', referencing='REFERENCING OLD TABLE AS old_values ', table='programmes_enrolment', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', thep.years.AcademicYearField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participation', to='programmes.programme')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participation', to='schools.school')),
                ('role', models.CharField(choices=[('member', 'Member'), ('delegate', 'Delegate'), ('headteacher', 'Headteacher'), ('governor', 'Governor'), ('coach', 'Coach'), ('lead', 'Lead'), ('host', 'Host')], default='member', max_length=20)),
                ('strand', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participation', to='programmes.strand')),
                ('people', models.PositiveIntegerField(blank=True, help_text='Empty where people were not counted.', null=True)),
                ('is_counted', models.BooleanField(default=False, editable=False, help_text='The database keeps such rows.', verbose_name='counted from enrolment and registers')),
            ],
            options={
                'verbose_name_plural': 'participation',
                'indexes': [models.Index(fields=['year', 'programme', 'school'], include=('role', 'strand', 'people'), name='participation_by_year'), models.Index(condition=models.Q(('strand__isnull', False)), fields=['year', 'programme', 'strand', 'school'], name='participation_by_strand')],
                'constraints': [models.UniqueConstraint(fields=('year', 'programme', 'school', 'role', 'strand'), name='participation_once', nulls_distinct=False, violation_error_message='The school already takes part that year in this role and strand.'), models.CheckConstraint(condition=models.Q(('role__in', ['member', 'delegate', 'headteacher', 'governor', 'coach', 'lead', 'host'])), name='participation_role_known')],
                'triggers': [pgtrigger.compiler.Trigger(name='counted_gives_way', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT NEW."is_counted")', func='\n            delete from programmes_participation\n            where year = new.year and programme_id = new.programme_id and school_id = new.school_id\n            and role = new.role and strand_id is not distinct from new.strand_id and is_counted;\n            return new;\n        ', hash='04de12db71a04b638a9c2a0ac20c3c54bc3e0747', operation='INSERT OR UPDATE', pgid='pgtrigger_counted_gives_way_f84bd', table='programmes_participation', when='BEFORE')), pgtrigger.compiler.Trigger(name='counted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            perform programmes_count(programme_id, year)\n            from (select distinct programme_id, year from (select changed.programme_id, changed.year from old_values as changed join programmes_run as run on run.programme_id = changed.programme_id and run.year = changed.year where not is_counted union select changed.programme_id, changed.year from new_values as changed join programmes_run as run on run.programme_id = changed.programme_id and run.year = changed.year where not is_counted) as pairs order by programme_id, year) as each_once;\n            return null;\n        ', hash='3f699f94b6326004d6a1ea598d94a3fa9f799ff9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_counted_update_927df', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programmes_participation', when='AFTER')), pgtrigger.compiler.Trigger(name='counted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            perform programmes_count(programme_id, year)\n            from (select distinct programme_id, year from (select changed.programme_id, changed.year from old_values as changed join programmes_run as run on run.programme_id = changed.programme_id and run.year = changed.year where not is_counted) as pairs order by programme_id, year) as each_once;\n            return null;\n        ', hash='799fbbe24171c34916b2517f0f32f03332fc45a1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_counted_delete_55ee0', referencing='REFERENCING OLD TABLE AS old_values ', table='programmes_participation', when='AFTER')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_participationevent" ("id", "is_counted", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "role", "school_id", "strand_id", "year") SELECT new_values."id", new_values."is_counted", new_values."people", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."role", new_values."school_id", new_values."strand_id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cd570837138527f085953d25a0ce6d4b00f9d058', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_657e4', referencing='REFERENCING NEW TABLE AS new_values ', table='programmes_participation', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "id", "is_counted", "people", "programme_id", "role", "school_id", "strand_id", "year" from new_values except select "id", "is_counted", "people", "programme_id", "role", "school_id", "strand_id", "year" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "programmes_participationevent" ("id", "is_counted", "people", "programme_id", "role", "school_id", "strand_id", "year", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "id", "is_counted", "people", "programme_id", "role", "school_id", "strand_id", "year", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='40de3ae02afb076570ce6d3b34b2c0afb949a704', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_82ace', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programmes_participation', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_participationevent" ("id", "is_counted", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "role", "school_id", "strand_id", "year") SELECT old_values."id", old_values."is_counted", old_values."people", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."programme_id", old_values."role", old_values."school_id", old_values."strand_id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6442ecce4104ec4ddf5b97eea06f9324647e6e50', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_15a7b', referencing='REFERENCING OLD TABLE AS old_values ', table='programmes_participation', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='RoomSignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='room_sign_ins', to='programmes.session')),
                ('name', models.CharField(max_length=200)),
                ('sort_name', models.GeneratedField(db_persist=True, expression=schools.names.Folded(models.F('name')), output_field=models.TextField(db_collation='C'))),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('school_name', models.CharField(blank=True, max_length=200, verbose_name='school, as typed')),
                ('signed_in_at', models.DateTimeField(auto_now_add=True)),
                ('participant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='room_sign_ins', to='programmes.participant', verbose_name='who it is')),
                ('is_set_aside', models.BooleanField(default=False, verbose_name='set aside')),
                ('settled_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('session', 'sort_name', 'email'), name='roomsignin_once', violation_error_message='This person has signed in already.')],
            },
        ),
        migrations.CreateModel(
            name='Shadowing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pair', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shadowings', to='programmes.coachingpair')),
                ('shadowed_on', models.DateField(verbose_name='date')),
                ('is_by_coach', models.BooleanField(default=False, verbose_name='the coach shadowed the person coached')),
                ('place', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('pair', 'shadowed_on', 'is_by_coach'), name='shadowing_once_a_day', violation_error_message='This day is on record already.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_shadowingevent" ("id", "is_by_coach", "pair_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "shadowed_on") SELECT new_values."id", new_values."is_by_coach", new_values."pair_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."shadowed_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='39bb4fd38f5a5187f8e289d86b7e38625b1dfc04', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_aa664', referencing='REFERENCING NEW TABLE AS new_values ', table='programmes_shadowing', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "id", "is_by_coach", "pair_id", "place", "shadowed_on" from new_values except select "id", "is_by_coach", "pair_id", "place", "shadowed_on" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "programmes_shadowingevent" ("id", "is_by_coach", "pair_id", "place", "shadowed_on", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "id", "is_by_coach", "pair_id", "place", "shadowed_on", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='b06f21e2657876b0244b563ab57e2128e9404637', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0feef', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programmes_shadowing', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programmes_shadowingevent" ("id", "is_by_coach", "pair_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "shadowed_on") SELECT old_values."id", old_values."is_by_coach", old_values."pair_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."shadowed_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e8d9b99616a4b02344c51686076b4b373d6b541d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_83ac6', referencing='REFERENCING OLD TABLE AS old_values ', table='programmes_shadowing', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='AttendanceEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('run', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.run', verbose_name='run')),
                ('session', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.session', verbose_name='session')),
                ('participant', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.participant', verbose_name='participant')),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='school')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.attendance')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('mark', models.CharField(choices=[('attended', 'Attended'), ('absent', 'Absent'), ('excused', 'Excused')], max_length=10)),
                ('marked_from', models.CharField(choices=[('register', 'The register'), ('room', 'The room’s sign-in page'), ('list', 'A list')], default='register', max_length=10)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='programmes__pgh_obj_94e37b_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='programmes__pgh_cre_5b9e3d_brin'), models.Index(fields=['school', 'pgh_id'], name='programmes__school__209db4_idx')],
            },
        ),
        migrations.CreateModel(
            name='CoachingPairEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('run', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.run', verbose_name='run')),
                ('coach', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.participant', verbose_name='coach')),
                ('coachee', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.participant', verbose_name='coachee')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.coachingpair')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='programmes__pgh_obj_deaa9e_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='programmes__pgh_cre_409810_brin')],
            },
        ),
        migrations.CreateModel(
            name='EnrolmentEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('run', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.run', verbose_name='run')),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='school')),
                ('strand', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.strand', verbose_name='strand')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.enrolment')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('enrolled_on', models.DateField()),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('withdrawn_because', models.CharField(blank=True, max_length=500, verbose_name='why it withdrew')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='programmes__pgh_obj_31df81_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='programmes__pgh_cre_2c1fa0_brin'), models.Index(fields=['school', 'pgh_id'], name='programmes__school__a771fa_idx')],
            },
        ),
        migrations.CreateModel(
            name='ParticipantEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('run', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.run', verbose_name='run')),
                ('contact', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.contact', verbose_name='person')),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='school')),
                ('strand', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.strand', verbose_name='strand')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.participant')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('member', 'Member'), ('delegate', 'Delegate'), ('headteacher', 'Headteacher'), ('governor', 'Governor'), ('coach', 'Coach'), ('lead', 'Lead'), ('host', 'Host')], default='delegate', max_length=20)),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='programmes__pgh_obj_6ed66d_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='programmes__pgh_cre_dbeb79_brin'), models.Index(fields=['school', 'pgh_id'], name='programmes__school__037eec_idx')],
            },
        ),
        migrations.CreateModel(
            name='ParticipationEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('programme', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme', verbose_name='programme')),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='school')),
                ('strand', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.strand', verbose_name='strand')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.participation')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('year', thep.years.AcademicYearField()),
                ('role', models.CharField(choices=[('member', 'Member'), ('delegate', 'Delegate'), ('headteacher', 'Headteacher'), ('governor', 'Governor'), ('coach', 'Coach'), ('lead', 'Lead'), ('host', 'Host')], default='member', max_length=20)),
                ('people', models.PositiveIntegerField(blank=True, help_text='Empty where people were not counted.', null=True)),
                ('is_counted', models.BooleanField(default=False, editable=False, help_text='The database keeps such rows.', verbose_name='counted from enrolment and registers')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='programmes__pgh_obj_39fef0_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='programmes__pgh_cre_40c881_brin'), models.Index(fields=['school', 'pgh_id'], name='programmes__school__d116d7_idx')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('slug', models.SlugField(db_index=False, help_text='As spreadsheets and figure keys write it.', max_length=100)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('network', 'Network'), ('project', 'Project'), ('conference', 'Conference'), ('leadership', 'Leadership programme')], max_length=20)),
                ('phase', models.CharField(blank=True, choices=[('nursery', 'Nursery'), ('primary', 'Primary'), ('secondary', 'Secondary'), ('special', 'Special'), ('ap', 'Alternative provision'), ('cross_phase', 'Cross-phase')], max_length=20)),
                ('subject', models.CharField(blank=True, max_length=100)),
                ('reported_as', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('schools', 'Schools'), ('people', 'People by role'), ('strands', 'Schools by strand')], max_length=10), blank=True, default=list, help_text='schools, people, strands: what its line prints, in that order, separated by commas.', size=None)),
                ('counted_by', models.CharField(choices=[('recorded', 'What is recorded by hand or in a workbook'), ('enrolled', 'Enrolled: the schools and people enrolled who have not withdrawn'), ('attended', 'Attended: the people marked as attended at one session or more, and their schools')], default='recorded', help_text='What its participation figures are counted from.', max_length=10)),
                ('career_stage', models.CharField(blank=True, choices=[('trainee', 'Trainee teachers'), ('early', 'Early career teachers'), ('teacher', 'Teachers'), ('middle', 'Middle leaders'), ('senior', 'Senior leaders'), ('headteacher', 'Headteachers'), ('system', 'System leaders'), ('governor', 'Governors'), ('support', 'Support staff')], help_text='Whom it is for; empty: people at every stage.', max_length=20)),
                ('summary', models.TextField(blank=True, help_text='What it is, in a few sentences: printed in the programme by stage.', max_length=2000)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='programmes__pgh_obj_f64c6c_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='programmes__pgh_cre_a12f16_brin')],
            },
        ),
        migrations.CreateModel(
            name='RunEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('programme', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme', verbose_name='programme')),
                ('leader_school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='leader school')),
                ('leader_associate', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.associate', verbose_name='leader associate')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.run')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('year', thep.years.AcademicYearField()),
                ('cohort', models.CharField(blank=True, help_text='Where the year has more than one.', max_length=100, verbose_name='group')),
                ('led_by', models.CharField(choices=[('partnership', 'The partnership'), ('alliance', 'A teaching school alliance'), ('cluster', 'A cluster of schools'), ('associate', 'An associate'), ('school', 'A school')], default='partnership', max_length=20)),
                ('leader_name', models.CharField(blank=True, help_text='Where one of them leads it.', max_length=200, verbose_name='name of the alliance or cluster')),
                ('places', models.PositiveSmallIntegerField(blank=True, help_text='For how many people; empty: any number.', null=True)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='programmes__pgh_obj_dd329c_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='programmes__pgh_cre_64d8b8_brin')],
            },
        ),
        migrations.CreateModel(
            name='SessionEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('run', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.run', verbose_name='run')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.session')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(blank=True, max_length=200)),
                ('held_on', models.DateField(verbose_name='date')),
                ('starts', models.TimeField(blank=True, null=True)),
                ('ends', models.TimeField(blank=True, null=True)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('places', models.PositiveSmallIntegerField(blank=True, help_text='Seats in the room; empty: any number.', null=True)),
                ('cancelled_because', models.CharField(blank=True, max_length=500, verbose_name='why it was cancelled')),
                ('is_cancelled', models.BooleanField(default=False, verbose_name='cancelled')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='programmes__pgh_obj_d3d0fd_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='programmes__pgh_cre_d2166a_brin')],
            },
        ),
        migrations.CreateModel(
            name='ShadowingEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('pair', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.coachingpair', verbose_name='pair')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.shadowing')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('shadowed_on', models.DateField(verbose_name='date')),
                ('is_by_coach', models.BooleanField(default=False, verbose_name='the coach shadowed the person coached')),
                ('place', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='programmes__pgh_obj_7f2a91_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='programmes__pgh_cre_672e41_brin')],
            },
        ),
        migrations.CreateModel(
            name='StrandEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.strand')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=100)),
                ('slug', models.SlugField(db_index=False, help_text='As figure keys write it.', max_length=100)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='programmes__pgh_obj_2d24d3_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='programmes__pgh_cre_782933_brin')],
            },
        ),
        ]),
    ]
