import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import uuid
import visits.models
from django.conf import settings
from django.db import migrations, models

from thep.migrating import AtOnce


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('visits', '0001_initial'),
        ('visits', '0002_latest_and_planned'),
        ('visits', '0003_history'),
        ('visits', '0004_notes_and_actions'),
        ('visits', '0006_consultancy_days'),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('pghistory', '0007_auto_20250421_0444'),
        ('schools', '0001_tables'),
    ]

    operations = [
        AtOnce([
        migrations.CreateModel(
            name='Focus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True)),
                ('position', models.PositiveSmallIntegerField(default=100, help_text='Its place in the list.')),
                ('is_offered', models.BooleanField(default=True, verbose_name='offered')),
                ('consultancy_days', models.DecimalField(blank=True, decimal_places=1, help_text='Days of a package’s consultancy that a visit about it uses; empty: none.', max_digits=3, null=True, validators=[django.core.validators.MinValueValidator(0)])),
            ],
            options={
                'verbose_name_plural': 'focuses',
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='focus_named'), models.CheckConstraint(condition=models.Q(('consultancy_days__gte', 0)), name='focus_consultancy_not_negative', violation_error_message='Days are not less than none.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "visits_focusevent" ("consultancy_days", "id", "is_offered", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."consultancy_days", new_values."id", new_values."is_offered", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0ccfc91c4355ad897b84f38732abb6357646815e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2d627', referencing='REFERENCING NEW TABLE AS new_values ', table='visits_focus', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "consultancy_days", "id", "is_offered", "name", "position" from new_values except select "consultancy_days", "id", "is_offered", "name", "position" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "visits_focusevent" ("consultancy_days", "id", "is_offered", "name", "position", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "consultancy_days", "id", "is_offered", "name", "position", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='ec4c9bfab62c2224fbcba347a649d372a30f3396', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d3b78', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='visits_focus', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "visits_focusevent" ("consultancy_days", "id", "is_offered", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT old_values."consultancy_days", old_values."id", old_values."is_offered", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2a40053923c9d657e158336ae2415be68d96838f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_88c29', referencing='REFERENCING OLD TABLE AS old_values ', table='visits_focus', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(blank=True, max_length=100, null=True, unique=True)),
                ('visited_on', models.DateField(verbose_name='date')),
                ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='schools.school')),
                ('associate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='schools.associate')),
                ('meeting', models.UUIDField(blank=True, editable=False, null=True)),
                ('visitor', models.CharField(blank=True, help_text='Who went, from the partnership: their names.', max_length=500)),
                ('met', models.CharField(blank=True, max_length=500, verbose_name='who was met')),
                ('kind', models.CharField(choices=[('visit', 'Visit'), ('call', 'Call')], default='visit', max_length=10)),
                ('status', models.CharField(choices=[('planned', 'Planned'), ('done', 'Done'), ('cancelled', 'Cancelled')], default='done', max_length=10)),
                ('cancelled_because', models.CharField(blank=True, max_length=500, verbose_name='why it was cancelled')),
                ('focus', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='visits.focus')),
                ('purpose', models.CharField(blank=True, max_length=200)),
                ('shared_note', models.TextField(blank=True, help_text='The school can read this.')),
                ('note_version', models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='version of the shared note')),
                ('corrected_because', models.CharField(blank=True, max_length=500, verbose_name='why the shared note was corrected')),
                ('internal_note', models.TextField(blank=True, help_text='For staff and admins only.')),
                ('logged_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='visits_logged', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('kind', 'visit'), ('status', 'done')), fields=['visited_on', 'school'], name='visit_made_by_date'), models.Index(condition=models.Q(('kind', 'visit'), ('status', 'done')), fields=['school', '-visited_on'], name='visit_latest_made'), models.Index(condition=models.Q(('status', 'planned')), fields=['visited_on', 'id'], name='visit_planned'), models.Index(fields=['-visited_on', '-id'], name='visit_by_date'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('purpose', 'visitor', 'shared_note', config='english'), name='visit_shared_words'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('met', 'internal_note', config='english'), name='visit_internal_words')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('associate__isnull', True), ('school__isnull', False)), models.Q(('associate__isnull', False), ('school__isnull', True)), _connector='OR'), name='visit_to_one_place', violation_error_message='A visit is to a school or to an associate, not both and not neither.'), models.CheckConstraint(condition=models.Q(('kind__in', ['visit', 'call'])), name='visit_kind_known'), models.CheckConstraint(condition=models.Q(('status__in', ['planned', 'done', 'cancelled'])), name='visit_status_known'), models.CheckConstraint(condition=models.Q(('reference', ''), _negated=True), name='visit_reference_not_empty'), models.CheckConstraint(condition=models.Q(('status', 'cancelled'), ('cancelled_because', ''), _connector='OR'), name='visit_cancelled_because', violation_error_message='Only a cancelled visit has a reason for being cancelled.'), models.UniqueConstraint(fields=('meeting', 'school'), name='visit_meeting_once_a_school', violation_error_message='This meeting with the school has been saved already.'), models.UniqueConstraint(fields=('meeting', 'associate'), name='visit_meeting_once_an_associate', violation_error_message='This meeting with the associate has been saved already.'), models.UniqueConstraint(fields=('id', 'school'), name='visit_id_school')],
                'triggers': [pgtrigger.compiler.Trigger(name='note_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."shared_note" IS DISTINCT FROM (NEW."shared_note") OR OLD."note_version" IS DISTINCT FROM (NEW."note_version"))', func="\n                    new.note_version = old.note_version;\n                    if old.shared_note <> '' and new.shared_note <> old.shared_note then\n                        new.note_version = old.note_version + 1;\n                    end if;\n                    return new;\n                ", hash='5d7f09b773ab5c2f12fbdbca69cfc78fa091b5ef', operation='UPDATE', pgid='pgtrigger_note_version_aebc3', table='visits_visit', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "visits_visitevent" ("associate_id", "cancelled_because", "corrected_because", "focus_id", "id", "internal_note", "kind", "logged_by_id", "met", "note_version", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reference", "school_id", "shared_note", "status", "visited_on", "visitor") SELECT new_values."associate_id", new_values."cancelled_because", new_values."corrected_because", new_values."focus_id", new_values."id", new_values."internal_note", new_values."kind", new_values."logged_by_id", new_values."met", new_values."note_version", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."purpose", new_values."reference", new_values."school_id", new_values."shared_note", new_values."status", new_values."visited_on", new_values."visitor" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bd0a7900a7215237cf3ee5357c172ba5c8b84ffe', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9d6da', referencing='REFERENCING NEW TABLE AS new_values ', table='visits_visit', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "associate_id", "cancelled_because", "corrected_because", "focus_id", "id", "internal_note", "kind", "logged_by_id", "met", "note_version", "purpose", "reference", "school_id", "shared_note", "status", "visited_on", "visitor" from new_values except select "associate_id", "cancelled_because", "corrected_because", "focus_id", "id", "internal_note", "kind", "logged_by_id", "met", "note_version", "purpose", "reference", "school_id", "shared_note", "status", "visited_on", "visitor" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "visits_visitevent" ("associate_id", "cancelled_because", "corrected_because", "focus_id", "id", "internal_note", "kind", "logged_by_id", "met", "note_version", "purpose", "reference", "school_id", "shared_note", "status", "visited_on", "visitor", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "associate_id", "cancelled_because", "corrected_because", "focus_id", "id", "internal_note", "kind", "logged_by_id", "met", "note_version", "purpose", "reference", "school_id", "shared_note", "status", "visited_on", "visitor", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='838690051c7d0526013cf67a02ad891b0478a3ff', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_41cf1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='visits_visit', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "visits_visitevent" ("associate_id", "cancelled_because", "corrected_because", "focus_id", "id", "internal_note", "kind", "logged_by_id", "met", "note_version", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reference", "school_id", "shared_note", "status", "visited_on", "visitor") SELECT old_values."associate_id", old_values."cancelled_because", old_values."corrected_because", old_values."focus_id", old_values."id", old_values."internal_note", old_values."kind", old_values."logged_by_id", old_values."met", old_values."note_version", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."purpose", old_values."reference", old_values."school_id", old_values."shared_note", old_values."status", old_values."visited_on", old_values."visitor" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3232485f55795b6308fdf0ecbe254c65cbdcda59', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a3dfb', referencing='REFERENCING OLD TABLE AS old_values ', table='visits_visit', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='visits.visit')),
                ('school', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='schools.school')),
                ('is_internal', models.BooleanField(default=False, verbose_name='for the partnership only')),
                ('what', models.CharField(max_length=500, verbose_name='what is to be done')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='actions_owned', to=settings.AUTH_USER_MODEL)),
                ('owner_name', models.CharField(blank=True, help_text='Also without a sign-in here.', max_length=200, verbose_name='who does it')),
                ('due_on', models.DateField(blank=True, null=True)),
                ('done_on', models.DateField(blank=True, null=True)),
                ('done_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('outcome', models.CharField(blank=True, max_length=500, verbose_name='what came of it')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('done_on', None)), fields=['due_on', 'id'], name='action_open_by_due'), models.Index(condition=models.Q(('done_on', None)), fields=['owner', 'due_on'], name='action_open_by_owner'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('what', 'outcome', config='english'), name='action_words')],
                'constraints': [models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='action_says_what'), models.CheckConstraint(condition=models.Q(('done_on__isnull', False), ('outcome', ''), _connector='OR'), name='action_outcome_when_done', violation_error_message='What came of it is for an action that is done.')],
                'triggers': [pgtrigger.compiler.Trigger(name='is_internal_settled', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."is_internal" IS DISTINCT FROM (NEW."is_internal"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f271265e138af6b4eaabbaa9076121a61f6de0cc', operation='UPDATE', pgid='pgtrigger_is_internal_settled_68287', table='visits_action', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "visits_actionevent" ("done_by_id", "done_on", "due_on", "id", "is_internal", "outcome", "owner_id", "owner_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "visit_id", "what") SELECT new_values."done_by_id", new_values."done_on", new_values."due_on", new_values."id", new_values."is_internal", new_values."outcome", new_values."owner_id", new_values."owner_name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id", new_values."visit_id", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2ad099a0756f045eb1edd9b270c88a7913547117', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_69912', referencing='REFERENCING NEW TABLE AS new_values ', table='visits_action', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "done_by_id", "done_on", "due_on", "id", "is_internal", "outcome", "owner_id", "owner_name", "school_id", "visit_id", "what" from new_values except select "done_by_id", "done_on", "due_on", "id", "is_internal", "outcome", "owner_id", "owner_name", "school_id", "visit_id", "what" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "visits_actionevent" ("done_by_id", "done_on", "due_on", "id", "is_internal", "outcome", "owner_id", "owner_name", "school_id", "visit_id", "what", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "done_by_id", "done_on", "due_on", "id", "is_internal", "outcome", "owner_id", "owner_name", "school_id", "visit_id", "what", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='771203464fe7eca029dde69beee61f75cb6c2fe6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_29db7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='visits_action', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "visits_actionevent" ("done_by_id", "done_on", "due_on", "id", "is_internal", "outcome", "owner_id", "owner_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "visit_id", "what") SELECT old_values."done_by_id", old_values."done_on", old_values."due_on", old_values."id", old_values."is_internal", old_values."outcome", old_values."owner_id", old_values."owner_name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id", old_values."visit_id", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='bb8130a2be64a8f8e2bb056730df795e785173a1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d7745', referencing='REFERENCING OLD TABLE AS old_values ', table='visits_action', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='visits.visit')),
                ('school', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='schools.school')),
                ('is_internal', models.BooleanField(default=False, verbose_name='for the partnership only')),
                ('file', models.FileField(upload_to=visits.models._stored_as)),
                ('name', models.CharField(max_length=200)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField(help_text='In bytes.')),
                ('attached_at', models.DateTimeField(auto_now_add=True)),
                ('attached_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='is_internal_settled', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."is_internal" IS DISTINCT FROM (NEW."is_internal"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='2994f71888a2b94f8bf31e1a77375642f9094abf', operation='UPDATE', pgid='pgtrigger_is_internal_settled_2470d', table='visits_attachment', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "visits_attachmentevent" ("attached_at", "attached_by_id", "file", "id", "is_internal", "media_type", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "size", "visit_id") SELECT new_values."attached_at", new_values."attached_by_id", new_values."file", new_values."id", new_values."is_internal", new_values."media_type", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id", new_values."size", new_values."visit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0aee661890c86460397e28960bc38cee3ae5f00c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_49132', referencing='REFERENCING NEW TABLE AS new_values ', table='visits_attachment', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "attached_at", "attached_by_id", "file", "id", "is_internal", "media_type", "name", "school_id", "size", "visit_id" from new_values except select "attached_at", "attached_by_id", "file", "id", "is_internal", "media_type", "name", "school_id", "size", "visit_id" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "visits_attachmentevent" ("attached_at", "attached_by_id", "file", "id", "is_internal", "media_type", "name", "school_id", "size", "visit_id", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "attached_at", "attached_by_id", "file", "id", "is_internal", "media_type", "name", "school_id", "size", "visit_id", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='f4e61cc69030ee1d017f8d2b69ae7f287d1854b2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c2505', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='visits_attachment', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "visits_attachmentevent" ("attached_at", "attached_by_id", "file", "id", "is_internal", "media_type", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "size", "visit_id") SELECT old_values."attached_at", old_values."attached_by_id", old_values."file", old_values."id", old_values."is_internal", old_values."media_type", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id", old_values."size", old_values."visit_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a41389c075c4bd9559899520c919187330768650', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f2561', referencing='REFERENCING OLD TABLE AS old_values ', table='visits_attachment', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL)),
                ('visit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='visits.visit')),
                ('typed', models.JSONField(default=dict, help_text='The fields of the form, each with what was typed.')),
                ('begun_at', models.DateTimeField(auto_now_add=True)),
                ('typed_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'visit'), name='draft_once_a_visit', violation_error_message='You have a draft of changes to this visit already.')],
            },
        ),
        migrations.CreateModel(
            name='DraftFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(upload_to=visits.models._stored_as)),
                ('name', models.CharField(max_length=200)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField(help_text='In bytes.')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='visits.draft')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NoteAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='visits.visit')),
                ('note_version', models.PositiveSmallIntegerField(verbose_name='version of the shared note')),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='note_answers', to=settings.AUTH_USER_MODEL)),
                ('answered_at', models.DateTimeField(auto_now_add=True)),
                ('is_accurate', models.BooleanField(verbose_name='accurate')),
                ('comment', models.TextField(blank=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('is_accurate', True), models.Q(('comment', ''), _negated=True), _connector='OR'), name='noteanswer_says_what_is_wrong', violation_error_message='Say what is not accurate.')],
            },
        ),
        migrations.CreateModel(
            name='NoteReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='visits.visit')),
                ('note_version', models.PositiveSmallIntegerField(verbose_name='version of the shared note')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='note_readings', to=settings.AUTH_USER_MODEL)),
                ('read_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('visit', 'note_version', 'reader'), name='notereading_once')],
            },
        ),
        migrations.CreateModel(
            name='Visitor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visitor_rows', to='visits.visit')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visitor_rows', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('visit', 'user'), name='visitor_once', violation_error_message='This person is among the visitors already.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "visits_visitorevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "visit_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."user_id", new_values."visit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1550f148a3868f0c225b0ab3f508c13de935c344', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8ba20', referencing='REFERENCING NEW TABLE AS new_values ', table='visits_visitor', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "id", "user_id", "visit_id" from new_values except select "id", "user_id", "visit_id" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "visits_visitorevent" ("id", "user_id", "visit_id", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "id", "user_id", "visit_id", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='9c4f8bb0ebadbce56f2b3b9e9abd16fc673f348f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2de57', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='visits_visitor', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "visits_visitorevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "visit_id") SELECT old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."user_id", old_values."visit_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='629892b2266f2c802ab6109c0f8b959a35a8811e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_eaf3a', referencing='REFERENCING OLD TABLE AS old_values ', table='visits_visitor', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ActionEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('visit', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='visits.visit', verbose_name='visit')),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='school')),
                ('owner', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('done_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='done by')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='visits.action')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('is_internal', models.BooleanField(default=False, verbose_name='for the partnership only')),
                ('what', models.CharField(max_length=500, verbose_name='what is to be done')),
                ('owner_name', models.CharField(blank=True, help_text='Also without a sign-in here.', max_length=200, verbose_name='who does it')),
                ('due_on', models.DateField(blank=True, null=True)),
                ('done_on', models.DateField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, max_length=500, verbose_name='what came of it')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='visits_acti_pgh_obj_0db426_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='visits_acti_pgh_cre_ad39c2_brin'), models.Index(fields=['school', 'pgh_id'], name='visits_acti_school__436d07_idx')],
            },
        ),
        migrations.CreateModel(
            name='AttachmentEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('visit', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='visits.visit', verbose_name='visit')),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='school')),
                ('attached_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='attached by')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='visits.attachment')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('is_internal', models.BooleanField(default=False, verbose_name='for the partnership only')),
                ('file', models.FileField(upload_to=visits.models._stored_as)),
                ('name', models.CharField(max_length=200)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField(help_text='In bytes.')),
                ('attached_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='visits_atta_pgh_obj_648327_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='visits_atta_pgh_cre_cfe4b3_brin'), models.Index(fields=['school', 'pgh_id'], name='visits_atta_school__240455_idx')],
            },
        ),
        migrations.CreateModel(
            name='FocusEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='visits.focus')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=100)),
                ('position', models.PositiveSmallIntegerField(default=100, help_text='Its place in the list.')),
                ('is_offered', models.BooleanField(default=True, verbose_name='offered')),
                ('consultancy_days', models.DecimalField(blank=True, decimal_places=1, help_text='Days of a package’s consultancy that a visit about it uses; empty: none.', max_digits=3, null=True, validators=[django.core.validators.MinValueValidator(0)])),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='visits_focu_pgh_obj_96a456_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='visits_focu_pgh_cre_fafb55_brin')],
            },
        ),
        migrations.CreateModel(
            name='VisitEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='school')),
                ('associate', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.associate', verbose_name='associate')),
                ('focus', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='visits.focus', verbose_name='focus')),
                ('logged_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='logged by')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='visits.visit')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('reference', models.CharField(blank=True, max_length=100, null=True)),
                ('visited_on', models.DateField(verbose_name='date')),
                ('visitor', models.CharField(blank=True, help_text='Who went, from the partnership: their names.', max_length=500)),
                ('met', models.CharField(blank=True, max_length=500, verbose_name='who was met')),
                ('kind', models.CharField(choices=[('visit', 'Visit'), ('call', 'Call')], default='visit', max_length=10)),
                ('status', models.CharField(choices=[('planned', 'Planned'), ('done', 'Done'), ('cancelled', 'Cancelled')], default='done', max_length=10)),
                ('cancelled_because', models.CharField(blank=True, max_length=500, verbose_name='why it was cancelled')),
                ('purpose', models.CharField(blank=True, max_length=200)),
                ('shared_note', models.TextField(blank=True, help_text='The school can read this.')),
                ('note_version', models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='version of the shared note')),
                ('corrected_because', models.CharField(blank=True, max_length=500, verbose_name='why the shared note was corrected')),
                ('internal_note', models.TextField(blank=True, help_text='For staff and admins only.')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='visits_visi_pgh_obj_cd01d4_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='visits_visi_pgh_cre_2c8f5c_brin'), models.Index(fields=['school', 'pgh_id'], name='visits_visi_school__b242e0_idx')],
            },
        ),
        migrations.CreateModel(
            name='VisitorEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('visit', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='visits.visit', verbose_name='visit')),
                ('user', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='visits.visitor')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='visits_visi_pgh_obj_6050b7_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='visits_visi_pgh_cre_bd6e31_brin')],
            },
        ),
        ]),
        migrations.AddField(
            model_name='Visit',
            name='visitors',
            field=models.ManyToManyField(related_name='visits_made', through='visits.Visitor', to=settings.AUTH_USER_MODEL),
        ),
    ]
