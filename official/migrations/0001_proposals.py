import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from thep.migrating import AtOnce


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('schools', '0002_official_registers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='schools.officialfile')),
                ('kind', models.CharField(choices=[('conversion', 'Conversion: a new URN'), ('merger', 'Merger'), ('new_school', 'School in area that is not in the portal'), ('closure', 'Closure'), ('status', 'Status'), ('name', 'Name'), ('governance', 'Governance'), ('trust', 'Trust'), ('phase', 'Phase'), ('head', 'Headteacher'), ('not_in_file', 'Not in the file'), ('inspection', 'New inspection'), ('same_inspection', 'Same inspection under another number'), ('correction', 'Inspection: more, or other, facts')], max_length=20)),
                ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='schools.school')),
                ('urn', models.PositiveIntegerField(verbose_name='URN in the file')),
                ('subject', models.CharField(blank=True, max_length=120)),
                ('before', models.JSONField(blank=True, default=dict)),
                ('after', models.JSONField(blank=True, default=dict)),
                ('digest', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('open', 'To decide'), ('accepted', 'Accepted'), ('refused', 'Refused'), ('overtaken', 'Overtaken by a newer file')], default='open', max_length=20)),
                ('proposed_at', models.DateTimeField(auto_now_add=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'kind', 'id'], name='proposal_by_state'), models.Index(fields=['digest'], name='proposal_by_digest')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('kind', 'urn', 'subject'), name='proposal_open_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['conversion', 'merger', 'new_school', 'closure', 'status', 'name', 'governance', 'trust', 'phase', 'head', 'not_in_file', 'inspection', 'same_inspection', 'correction'])), name='proposal_kind_known'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'accepted', 'refused', 'overtaken'])), name='proposal_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), ('state__in', ['accepted', 'refused'])), models.Q(models.Q(('state__in', ['accepted', 'refused']), _negated=True), ('decided_at__isnull', True), ('decided_by__isnull', True)), _connector='OR'), name='proposal_decided_when_decided')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "official_proposalevent" ("after", "before", "decided_at", "decided_by_id", "digest", "file_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "school_id", "state", "subject", "urn") SELECT new_values."after", new_values."before", new_values."decided_at", new_values."decided_by_id", new_values."digest", new_values."file_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed_at", new_values."school_id", new_values."state", new_values."subject", new_values."urn" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ffa0e564dd82a11c6a872b61ec52ce586d8d29c5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f78cb', referencing='REFERENCING NEW TABLE AS new_values ', table='official_proposal', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "after", "before", "decided_at", "decided_by_id", "digest", "file_id", "id", "kind", "proposed_at", "school_id", "state", "subject", "urn" from new_values except select "after", "before", "decided_at", "decided_by_id", "digest", "file_id", "id", "kind", "proposed_at", "school_id", "state", "subject", "urn" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "official_proposalevent" ("after", "before", "decided_at", "decided_by_id", "digest", "file_id", "id", "kind", "proposed_at", "school_id", "state", "subject", "urn", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "after", "before", "decided_at", "decided_by_id", "digest", "file_id", "id", "kind", "proposed_at", "school_id", "state", "subject", "urn", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='052d0c39771f53bfd3e0851e3560bf9a564350b3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fde7e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='official_proposal', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "official_proposalevent" ("after", "before", "decided_at", "decided_by_id", "digest", "file_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "school_id", "state", "subject", "urn") SELECT old_values."after", old_values."before", old_values."decided_at", old_values."decided_by_id", old_values."digest", old_values."file_id", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed_at", old_values."school_id", old_values."state", old_values."subject", old_values."urn" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='70b9339d68717eb5c7910497f4c758b79c8747bc', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_00a7e', referencing='REFERENCING OLD TABLE AS old_values ', table='official_proposal', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ProposalEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('file', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.officialfile', verbose_name='file')),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='school')),
                ('decided_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='official.proposal')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('conversion', 'Conversion: a new URN'), ('merger', 'Merger'), ('new_school', 'School in area that is not in the portal'), ('closure', 'Closure'), ('status', 'Status'), ('name', 'Name'), ('governance', 'Governance'), ('trust', 'Trust'), ('phase', 'Phase'), ('head', 'Headteacher'), ('not_in_file', 'Not in the file'), ('inspection', 'New inspection'), ('same_inspection', 'Same inspection under another number'), ('correction', 'Inspection: more, or other, facts')], max_length=20)),
                ('urn', models.PositiveIntegerField(verbose_name='URN in the file')),
                ('subject', models.CharField(blank=True, max_length=120)),
                ('before', models.JSONField(blank=True, default=dict)),
                ('after', models.JSONField(blank=True, default=dict)),
                ('digest', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('open', 'To decide'), ('accepted', 'Accepted'), ('refused', 'Refused'), ('overtaken', 'Overtaken by a newer file')], default='open', max_length=20)),
                ('proposed_at', models.DateTimeField(auto_now_add=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='official_pr_pgh_obj_799db6_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='official_pr_pgh_cre_7a9e2c_brin')],
            },
        ),
        ]),
    ]
