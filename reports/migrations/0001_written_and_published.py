import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import pgtrigger.compiler
import thep.years
from django.conf import settings
from django.db import migrations, models

from thep.migrating import AtOnce


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0002_cache_and_contexts'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report_year', thep.years.AcademicYearField(unique=True)),
                ('membership_year', thep.years.AcademicYearField()),
                ('as_at', models.DateField(verbose_name='Ofsted grades as at')),
                ('title', models.CharField(max_length=200)),
                ('begun_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_reportevent" ("as_at", "begun_at", "id", "membership_year", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_year", "title") SELECT new_values."as_at", new_values."begun_at", new_values."id", new_values."membership_year", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."report_year", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8a538c65964e38a8eca44afe76baebea9a98e1d8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_84ceb', referencing='REFERENCING NEW TABLE AS new_values ', table='reports_report', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "as_at", "begun_at", "id", "membership_year", "report_year", "title" from new_values except select "as_at", "begun_at", "id", "membership_year", "report_year", "title" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "reports_reportevent" ("as_at", "begun_at", "id", "membership_year", "report_year", "title", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "as_at", "begun_at", "id", "membership_year", "report_year", "title", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='3be92f54a6a077bd7410e51be8707a9404325f6a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_234a9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='reports_report', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_reportevent" ("as_at", "begun_at", "id", "membership_year", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_year", "title") SELECT old_values."as_at", old_values."begun_at", old_values."id", old_values."membership_year", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."report_year", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0fab8c764bb5860049ac7f380ccee98c8b895ed2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6acd6', referencing='REFERENCING OLD TABLE AS old_values ', table='reports_report', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Acceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acceptances', to='reports.report')),
                ('finding', models.CharField(max_length=64)),
                ('title', models.CharField(max_length=200)),
                ('reason', models.TextField()),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('accepted_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'finding'), name='acceptance_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='acceptance_has_reason')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_acceptanceevent" ("accepted_at", "accepted_by_id", "finding", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_id", "title") SELECT new_values."accepted_at", new_values."accepted_by_id", new_values."finding", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."report_id", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d9386ffef49024285958f5794fb90352c0b8edcd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7f05d', referencing='REFERENCING NEW TABLE AS new_values ', table='reports_acceptance', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "accepted_at", "accepted_by_id", "finding", "id", "reason", "report_id", "title" from new_values except select "accepted_at", "accepted_by_id", "finding", "id", "reason", "report_id", "title" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "reports_acceptanceevent" ("accepted_at", "accepted_by_id", "finding", "id", "reason", "report_id", "title", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "accepted_at", "accepted_by_id", "finding", "id", "reason", "report_id", "title", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='9aa7bcd9544618e1fee3dddc1b51ff6988e5a1ef', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9d5a9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='reports_acceptance', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_acceptanceevent" ("accepted_at", "accepted_by_id", "finding", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_id", "title") SELECT old_values."accepted_at", old_values."accepted_by_id", old_values."finding", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."report_id", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e003a9814fc0783f12ce45071eff11dc68ad9ae1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_0604c', referencing='REFERENCING OLD TABLE AS old_values ', table='reports_acceptance', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report_year', thep.years.AcademicYearField()),
                ('membership_year', thep.years.AcademicYearField()),
                ('as_at', models.DateField()),
                ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)])),
                ('title', models.CharField(max_length=200)),
                ('corrects', models.TextField(blank=True, help_text='What this edition corrects in the one before.')),
                ('published_at', models.DateTimeField()),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.TextField()),
                ('accepted', models.JSONField(default=list)),
                ('as_of_event', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report_year', 'number'), name='edition_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='edition_number_from_1'), models.CheckConstraint(condition=models.Q(models.Q(('corrects', ''), ('number', 1)), models.Q(('number__gt', 1), models.Q(('corrects', ''), _negated=True)), _connector='OR'), name='edition_says_what_it_corrects')],
                'triggers': [pgtrigger.compiler.Trigger(name='kept_as_published', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='436776348c903b7e4142da58f2d80c031facd169', operation='UPDATE OR DELETE', pgid='pgtrigger_kept_as_published_f287e', table='reports_edition', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='EditionFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='reports.edition')),
                ('key', models.CharField(max_length=200)),
                ('title', models.CharField(max_length=300)),
                ('definition', models.TextField()),
                ('columns', models.JSONField()),
                ('rows', models.JSONField()),
                ('subjects', models.JSONField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'key'), name='editionfigure_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='kept_as_published', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0bf6f64a1049b568aec37953ccaaaad2726987e1', operation='UPDATE OR DELETE', pgid='pgtrigger_kept_as_published_03424', table='reports_editionfigure', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='EditionFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='reports.edition')),
                ('format', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word'), ('xlsx', 'Excel'), ('json', 'JSON')], max_length=4)),
                ('content', models.BinaryField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'format'), name='editionfile_once'), models.CheckConstraint(condition=models.Q(('format__in', ['pdf', 'docx', 'xlsx', 'json'])), name='editionfile_format_known')],
                'triggers': [pgtrigger.compiler.Trigger(name='kept_as_published', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b9c254fc5f9138f7a1771b8849ad476134f79e2a', operation='UPDATE OR DELETE', pgid='pgtrigger_kept_as_published_a561c', table='reports_editionfile', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='ReportSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='reports.report')),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(blank=True)),
                ('figures', models.CharField(blank=True, editable=False, max_length=40)),
                ('is_shown', models.BooleanField(default=True, verbose_name='printed')),
            ],
            options={
                'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('report', 'position'), name='reportsection_place_once'), models.UniqueConstraint(condition=models.Q(('figures', ''), _negated=True), fields=('report', 'figures'), name='reportsection_figures_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_reportsectionevent" ("figures", "id", "is_shown", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "text", "title") SELECT new_values."figures", new_values."id", new_values."is_shown", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."report_id", new_values."text", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e7f2a380c3575b043ce52943e256507fe4be948b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7a997', referencing='REFERENCING NEW TABLE AS new_values ', table='reports_reportsection', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "figures", "id", "is_shown", "position", "report_id", "text", "title" from new_values except select "figures", "id", "is_shown", "position", "report_id", "text", "title" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "reports_reportsectionevent" ("figures", "id", "is_shown", "position", "report_id", "text", "title", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "figures", "id", "is_shown", "position", "report_id", "text", "title", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='f28fc834d991b692043b8943a3afd3c3538318cd', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_62e47', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='reports_reportsection', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_reportsectionevent" ("figures", "id", "is_shown", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "text", "title") SELECT old_values."figures", old_values."id", old_values."is_shown", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."report_id", old_values."text", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='87791789e53ec957f3996c09d7e97787b0d4f3c0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_69f58', referencing='REFERENCING OLD TABLE AS old_values ', table='reports_reportsection', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotes', to='reports.reportsection')),
                ('position', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('words', models.TextField()),
                ('role', models.CharField(blank=True, help_text='As it is printed, such as “Headteacher”. No name.', max_length=100)),
                ('phase', models.CharField(blank=True, choices=[('nursery', 'Nursery'), ('primary', 'Primary'), ('secondary', 'Secondary'), ('special', 'Special'), ('ap', 'Alternative provision')], max_length=20)),
                ('source', models.CharField(blank=True, help_text='Where it was said, such as “survey of May 2018”.', max_length=200)),
                ('has_consent', models.BooleanField(default=False, verbose_name='consent to print it')),
                ('consent_note', models.CharField(blank=True, help_text='Not printed: by whom and when.', max_length=200, verbose_name='how consent was given')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='quote_has_words'), models.CheckConstraint(condition=models.Q(('phase', ''), ('phase__in', ['nursery', 'primary', 'secondary', 'special', 'ap']), _connector='OR'), name='quote_phase_known')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_quoteevent" ("consent_note", "has_consent", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "position", "role", "section_id", "source", "words") SELECT new_values."consent_note", new_values."has_consent", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phase", new_values."position", new_values."role", new_values."section_id", new_values."source", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7161bfc29a841e81d35535432a57f481ba48f15e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_375d0', referencing='REFERENCING NEW TABLE AS new_values ', table='reports_quote', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "consent_note", "has_consent", "id", "phase", "position", "role", "section_id", "source", "words" from new_values except select "consent_note", "has_consent", "id", "phase", "position", "role", "section_id", "source", "words" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "reports_quoteevent" ("consent_note", "has_consent", "id", "phase", "position", "role", "section_id", "source", "words", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "consent_note", "has_consent", "id", "phase", "position", "role", "section_id", "source", "words", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='a974ea3b18ab8ab71d3f326ed541f0fe49d9d045', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_08482', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='reports_quote', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_quoteevent" ("consent_note", "has_consent", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "position", "role", "section_id", "source", "words") SELECT old_values."consent_note", old_values."has_consent", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phase", old_values."position", old_values."role", old_values."section_id", old_values."source", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0fd356fed21dd1bda00369d40dbdae0f78347716', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8d31a', referencing='REFERENCING OLD TABLE AS old_values ', table='reports_quote', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='RowNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='reports.report')),
                ('line', models.CharField(help_text='Which line: section, table and heading.', max_length=120)),
                ('text', models.TextField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'line'), name='rownote_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_rownoteevent" ("id", "line", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "text") SELECT new_values."id", new_values."line", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."report_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f5a52854fbbfda38d33db228d7136e32d5673351', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_395b5', referencing='REFERENCING NEW TABLE AS new_values ', table='reports_rownote', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "id", "line", "report_id", "text" from new_values except select "id", "line", "report_id", "text" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "reports_rownoteevent" ("id", "line", "report_id", "text", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "id", "line", "report_id", "text", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='6ea98df271fe22e2ab229f862b8d2f5443597611', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_aa780', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='reports_rownote', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_rownoteevent" ("id", "line", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "text") SELECT old_values."id", old_values."line", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."report_id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e50eaa12d5297a58e6fbc47593bbdbc0b5ddc64b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ae372', referencing='REFERENCING OLD TABLE AS old_values ', table='reports_rownote', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SectionReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readers', to='reports.reportsection')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seen_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('section', 'person'), name='sectionreader_once')],
            },
        ),
        migrations.CreateModel(
            name='AcceptanceEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('report', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='reports.report', verbose_name='report')),
                ('accepted_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='accepted by')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='reports.acceptance')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('finding', models.CharField(max_length=64)),
                ('title', models.CharField(max_length=200)),
                ('reason', models.TextField()),
                ('accepted_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='reports_acc_pgh_obj_442ac8_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='reports_acc_pgh_cre_a5c4a0_brin')],
            },
        ),
        migrations.CreateModel(
            name='QuoteEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('section', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='reports.reportsection', verbose_name='section')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='reports.quote')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('words', models.TextField()),
                ('role', models.CharField(blank=True, help_text='As it is printed, such as “Headteacher”. No name.', max_length=100)),
                ('phase', models.CharField(blank=True, choices=[('nursery', 'Nursery'), ('primary', 'Primary'), ('secondary', 'Secondary'), ('special', 'Special'), ('ap', 'Alternative provision')], max_length=20)),
                ('source', models.CharField(blank=True, help_text='Where it was said, such as “survey of May 2018”.', max_length=200)),
                ('has_consent', models.BooleanField(default=False, verbose_name='consent to print it')),
                ('consent_note', models.CharField(blank=True, help_text='Not printed: by whom and when.', max_length=200, verbose_name='how consent was given')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='reports_quo_pgh_obj_b124f9_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='reports_quo_pgh_cre_f3ff85_brin')],
            },
        ),
        migrations.CreateModel(
            name='ReportEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='reports.report')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('report_year', thep.years.AcademicYearField()),
                ('membership_year', thep.years.AcademicYearField()),
                ('as_at', models.DateField(verbose_name='Ofsted grades as at')),
                ('title', models.CharField(max_length=200)),
                ('begun_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='reports_rep_pgh_obj_961843_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='reports_rep_pgh_cre_8cbcbf_brin')],
            },
        ),
        migrations.CreateModel(
            name='ReportSectionEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('report', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='reports.report', verbose_name='report')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='reports.reportsection')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(blank=True)),
                ('figures', models.CharField(blank=True, editable=False, max_length=40)),
                ('is_shown', models.BooleanField(default=True, verbose_name='printed')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='reports_rep_pgh_obj_1b348c_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='reports_rep_pgh_cre_45dd24_brin')],
            },
        ),
        migrations.CreateModel(
            name='RowNoteEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('report', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='reports.report', verbose_name='report')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='reports.rownote')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('line', models.CharField(help_text='Which line: section, table and heading.', max_length=120)),
                ('text', models.TextField()),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='reports_row_pgh_obj_46a180_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='reports_row_pgh_cre_4f3f53_brin')],
            },
        ),
        ]),
    ]
