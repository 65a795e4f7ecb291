import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from thep.migrating import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('ofsted', '0002_regime_of_judgements'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('schools', '0002_official_registers'),
    ]

    operations = [
        AtOnce([
        migrations.CreateModel(
            name='NationalArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_at', models.DateField()),
                ('phase', models.CharField(choices=[('nursery', 'Nursery'), ('primary', 'Primary'), ('secondary', 'Secondary'), ('special', 'Special'), ('ap', 'Alternative provision')], max_length=20)),
                ('basis', models.CharField(choices=[('published', 'Published'), ('counted', 'Counted from a national file')], default='published', max_length=20)),
                ('schools', models.PositiveIntegerField(blank=True, help_text='How many had a grade; empty where it was not published.', null=True, verbose_name='number of schools')),
                ('source', models.CharField(blank=True, max_length=500)),
                ('note', models.CharField(blank=True, help_text='What a reader should know of these figures.', max_length=500)),
                ('regime', models.CharField(choices=[('overall_effectiveness', 'Overall effectiveness'), ('key_judgements', 'Key judgements only'), ('report_card', 'Report card')], max_length=30)),
                ('area', models.CharField(choices=[('outcomes', 'Outcomes for pupils'), ('teaching', 'Quality of teaching, learning and assessment'), ('quality_of_education', 'Quality of education'), ('development_and_welfare', 'Personal development, behaviour and welfare'), ('behaviour', 'Behaviour and attitudes'), ('personal_development', 'Personal development'), ('leadership', 'Leadership and management'), ('early_years', 'Early years provision'), ('sixth_form', 'Sixth form provision'), ('card_inclusion', 'Inclusion'), ('card_teaching', 'Curriculum and teaching'), ('card_achievement', 'Achievement'), ('card_attendance', 'Attendance and behaviour'), ('card_development', 'Personal development and wellbeing'), ('card_leadership', 'Leadership and governance'), ('card_early_years', 'Early years'), ('card_post_16', 'Post-16 provision')], max_length=30)),
                ('grade', models.CharField(choices=[('1', 'Outstanding'), ('2', 'Good'), ('3', 'Requires improvement'), ('4', 'Inadequate'), ('exceptional', 'Exceptional'), ('strong', 'Strong standard'), ('expected', 'Expected standard'), ('needs_attention', 'Needs attention'), ('urgent_improvement', 'Urgent improvement')], max_length=20)),
                ('percent', models.DecimalField(decimal_places=1, max_digits=4, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='per cent')),
                ('file', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.officialfile')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('as_at', 'phase', 'basis', 'regime', 'area', 'grade'), name='nationalarea_once', violation_error_message='That date, phase, area and grade already have a national figure.'), models.CheckConstraint(condition=models.Q(('phase__in', ['nursery', 'primary', 'secondary', 'special', 'ap'])), name='nationalarea_phase_known'), models.CheckConstraint(condition=models.Q(('basis__in', ['published', 'counted'])), name='nationalarea_basis_known'), models.CheckConstraint(condition=models.Q(models.Q(('basis', 'counted'), _negated=True), ('schools__isnull', False), _connector='OR'), name='nationalarea_counted_of_schools', violation_error_message='What was counted says of how many schools.'), models.CheckConstraint(condition=models.Q(('percent__range', (0, 100))), name='nationalarea_percent'), models.CheckConstraint(condition=models.Q(models.Q(('area__in', ['card_inclusion', 'card_teaching', 'card_achievement', 'card_attendance', 'card_development', 'card_leadership', 'card_early_years', 'card_post_16']), ('grade__in', ['exceptional', 'strong', 'expected', 'needs_attention', 'urgent_improvement']), ('regime', 'report_card')), models.Q(('area__in', ['outcomes', 'teaching', 'quality_of_education', 'development_and_welfare', 'behaviour', 'personal_development', 'leadership', 'early_years', 'sixth_form']), ('grade__in', ['1', '2', '3', '4']), ('regime__in', ['overall_effectiveness', 'key_judgements'])), _connector='OR'), name='nationalarea_within_regime', violation_error_message="That area or grade belongs to another of Ofsted's regimes.")],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ofsted_nationalareaevent" ("area", "as_at", "basis", "file_id", "grade", "id", "note", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "regime", "schools", "source") SELECT new_values."area", new_values."as_at", new_values."basis", new_values."file_id", new_values."grade", new_values."id", new_values."note", new_values."percent", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phase", new_values."regime", new_values."schools", new_values."source" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='862cae966ca122e308cebdd750c412ffb64acafd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ffa2a', referencing='REFERENCING NEW TABLE AS new_values ', table='ofsted_nationalarea', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "area", "as_at", "basis", "file_id", "grade", "id", "note", "percent", "phase", "regime", "schools", "source" from new_values except select "area", "as_at", "basis", "file_id", "grade", "id", "note", "percent", "phase", "regime", "schools", "source" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "ofsted_nationalareaevent" ("area", "as_at", "basis", "file_id", "grade", "id", "note", "percent", "phase", "regime", "schools", "source", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "area", "as_at", "basis", "file_id", "grade", "id", "note", "percent", "phase", "regime", "schools", "source", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='9958655964c7f415a29112d60592020b30eb2116', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_847ee', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ofsted_nationalarea', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ofsted_nationalareaevent" ("area", "as_at", "basis", "file_id", "grade", "id", "note", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "regime", "schools", "source") SELECT old_values."area", old_values."as_at", old_values."basis", old_values."file_id", old_values."grade", old_values."id", old_values."note", old_values."percent", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phase", old_values."regime", old_values."schools", old_values."source" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6e6efe41ffd81074df016363010e6a96c141b0c1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_19dab', referencing='REFERENCING OLD TABLE AS old_values ', table='ofsted_nationalarea', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='NationalAreaEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('as_at', models.DateField()),
                ('phase', models.CharField(choices=[('nursery', 'Nursery'), ('primary', 'Primary'), ('secondary', 'Secondary'), ('special', 'Special'), ('ap', 'Alternative provision')], max_length=20)),
                ('basis', models.CharField(choices=[('published', 'Published'), ('counted', 'Counted from a national file')], default='published', max_length=20)),
                ('schools', models.PositiveIntegerField(blank=True, help_text='How many had a grade; empty where it was not published.', null=True, verbose_name='number of schools')),
                ('source', models.CharField(blank=True, max_length=500)),
                ('note', models.CharField(blank=True, help_text='What a reader should know of these figures.', max_length=500)),
                ('regime', models.CharField(choices=[('overall_effectiveness', 'Overall effectiveness'), ('key_judgements', 'Key judgements only'), ('report_card', 'Report card')], max_length=30)),
                ('area', models.CharField(choices=[('outcomes', 'Outcomes for pupils'), ('teaching', 'Quality of teaching, learning and assessment'), ('quality_of_education', 'Quality of education'), ('development_and_welfare', 'Personal development, behaviour and welfare'), ('behaviour', 'Behaviour and attitudes'), ('personal_development', 'Personal development'), ('leadership', 'Leadership and management'), ('early_years', 'Early years provision'), ('sixth_form', 'Sixth form provision'), ('card_inclusion', 'Inclusion'), ('card_teaching', 'Curriculum and teaching'), ('card_achievement', 'Achievement'), ('card_attendance', 'Attendance and behaviour'), ('card_development', 'Personal development and wellbeing'), ('card_leadership', 'Leadership and governance'), ('card_early_years', 'Early years'), ('card_post_16', 'Post-16 provision')], max_length=30)),
                ('grade', models.CharField(choices=[('1', 'Outstanding'), ('2', 'Good'), ('3', 'Requires improvement'), ('4', 'Inadequate'), ('exceptional', 'Exceptional'), ('strong', 'Strong standard'), ('expected', 'Expected standard'), ('needs_attention', 'Needs attention'), ('urgent_improvement', 'Urgent improvement')], max_length=20)),
                ('percent', models.DecimalField(decimal_places=1, max_digits=4, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='per cent')),
                ('file', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.officialfile', verbose_name='file')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ofsted.nationalarea')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='ofsted_nati_pgh_obj_986795_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='ofsted_nati_pgh_cre_2a1a5c_brin')],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='inspection',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='inspection',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='inspection',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='nationaloutcome',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='nationaloutcome',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='nationaloutcome',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='nationaloutcome',
            name='nationaloutcome_once',
        ),
        migrations.RemoveIndex(
            model_name='inspection',
            name='inspection_latest_graded',
        ),
        migrations.AddField(
            model_name='inspection',
            name='facts_from',
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name='inspection',
            name='file',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='schools.officialfile'),
        ),
        migrations.AddField(
            model_name='inspection',
            name='inspected_name',
            field=models.CharField(blank=True, help_text="Where it was another than today's.", max_length=200, verbose_name='name when inspected'),
        ),
        migrations.AddField(
            model_name='inspection',
            name='inspection_type',
            field=models.CharField(blank=True, help_text="In Ofsted's words.", max_length=200),
        ),
        migrations.AddField(
            model_name='inspection',
            name='is_predecessors',
            field=models.BooleanField(default=False, help_text='Of another school that this one followed: it counts while this one has no grade of its own.', verbose_name='of a predecessor'),
        ),
        migrations.AddField(
            model_name='inspection',
            name='other_numbers',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, help_text='Under which it was known before, such as one made up for a spreadsheet.', size=None),
        ),
        migrations.AddField(
            model_name='inspectionevent',
            name='facts_from',
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name='inspectionevent',
            name='file',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.officialfile', verbose_name='file'),
        ),
        migrations.AddField(
            model_name='inspectionevent',
            name='inspected_name',
            field=models.CharField(blank=True, help_text="Where it was another than today's.", max_length=200, verbose_name='name when inspected'),
        ),
        migrations.AddField(
            model_name='inspectionevent',
            name='inspection_type',
            field=models.CharField(blank=True, help_text="In Ofsted's words.", max_length=200),
        ),
        migrations.AddField(
            model_name='inspectionevent',
            name='is_predecessors',
            field=models.BooleanField(default=False, help_text='Of another school that this one followed: it counts while this one has no grade of its own.', verbose_name='of a predecessor'),
        ),
        migrations.AddField(
            model_name='inspectionevent',
            name='other_numbers',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, help_text='Under which it was known before, such as one made up for a spreadsheet.', size=None),
        ),
        migrations.AddField(
            model_name='nationaloutcome',
            name='basis',
            field=models.CharField(choices=[('published', 'Published'), ('counted', 'Counted from a national file')], default='published', max_length=20),
        ),
        migrations.AddField(
            model_name='nationaloutcome',
            name='file',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.officialfile'),
        ),
        migrations.AddField(
            model_name='nationaloutcome',
            name='note',
            field=models.CharField(blank=True, help_text='What a reader should know of these figures.', max_length=500),
        ),
        migrations.AddField(
            model_name='nationaloutcome',
            name='schools',
            field=models.PositiveIntegerField(blank=True, help_text='How many had a grade; empty where it was not published.', null=True, verbose_name='number of schools'),
        ),
        migrations.AddField(
            model_name='nationaloutcomeevent',
            name='basis',
            field=models.CharField(choices=[('published', 'Published'), ('counted', 'Counted from a national file')], default='published', max_length=20),
        ),
        migrations.AddField(
            model_name='nationaloutcomeevent',
            name='file',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.officialfile', verbose_name='file'),
        ),
        migrations.AddField(
            model_name='nationaloutcomeevent',
            name='note',
            field=models.CharField(blank=True, help_text='What a reader should know of these figures.', max_length=500),
        ),
        migrations.AddField(
            model_name='nationaloutcomeevent',
            name='schools',
            field=models.PositiveIntegerField(blank=True, help_text='How many had a grade; empty where it was not published.', null=True, verbose_name='number of schools'),
        ),
        migrations.AddIndex(
            model_name='inspection',
            index=models.Index(models.F('school'), models.F('is_predecessors'), models.OrderBy(models.F('inspected_on'), descending=True), models.OrderBy(models.F('number_order'), descending=True, nulls_last=True), models.OrderBy(models.F('inspection_number'), descending=True), condition=models.Q(('kind', 'graded')), include=('known_on', 'overall', 'urn'), name='inspection_latest_graded'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspection',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ofsted_inspectionevent" ("category_of_concern", "ended_on", "facts_from", "file_id", "id", "inspected_name", "inspected_on", "inspection_number", "inspection_type", "is_predecessors", "kind", "other_numbers", "overall", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "safeguarding", "school_id", "ungraded_outcome", "urn") SELECT new_values."category_of_concern", new_values."ended_on", new_values."facts_from", new_values."file_id", new_values."id", new_values."inspected_name", new_values."inspected_on", new_values."inspection_number", new_values."inspection_type", new_values."is_predecessors", new_values."kind", new_values."other_numbers", new_values."overall", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published_on", new_values."safeguarding", new_values."school_id", new_values."ungraded_outcome", new_values."urn" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1a2e6c4ceb45ca8adc20d8be751edaa2b7a88c56', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_72740', referencing='REFERENCING NEW TABLE AS new_values ', table='ofsted_inspection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspection',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "category_of_concern", "ended_on", "facts_from", "file_id", "id", "inspected_name", "inspected_on", "inspection_number", "inspection_type", "is_predecessors", "kind", "other_numbers", "overall", "published_on", "safeguarding", "school_id", "ungraded_outcome", "urn" from new_values except select "category_of_concern", "ended_on", "facts_from", "file_id", "id", "inspected_name", "inspected_on", "inspection_number", "inspection_type", "is_predecessors", "kind", "other_numbers", "overall", "published_on", "safeguarding", "school_id", "ungraded_outcome", "urn" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "ofsted_inspectionevent" ("category_of_concern", "ended_on", "facts_from", "file_id", "id", "inspected_name", "inspected_on", "inspection_number", "inspection_type", "is_predecessors", "kind", "other_numbers", "overall", "published_on", "safeguarding", "school_id", "ungraded_outcome", "urn", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "category_of_concern", "ended_on", "facts_from", "file_id", "id", "inspected_name", "inspected_on", "inspection_number", "inspection_type", "is_predecessors", "kind", "other_numbers", "overall", "published_on", "safeguarding", "school_id", "ungraded_outcome", "urn", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='04ca76a900bcc5a978868e6dc2c1da5a39b98487', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_88780', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ofsted_inspection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspection',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ofsted_inspectionevent" ("category_of_concern", "ended_on", "facts_from", "file_id", "id", "inspected_name", "inspected_on", "inspection_number", "inspection_type", "is_predecessors", "kind", "other_numbers", "overall", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "safeguarding", "school_id", "ungraded_outcome", "urn") SELECT old_values."category_of_concern", old_values."ended_on", old_values."facts_from", old_values."file_id", old_values."id", old_values."inspected_name", old_values."inspected_on", old_values."inspection_number", old_values."inspection_type", old_values."is_predecessors", old_values."kind", old_values."other_numbers", old_values."overall", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."published_on", old_values."safeguarding", old_values."school_id", old_values."ungraded_outcome", old_values."urn" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='274b1fee5bc9fc87e8b35a2b09712276dd99028e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_693e6', referencing='REFERENCING OLD TABLE AS old_values ', table='ofsted_inspection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nationaloutcome',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ofsted_nationaloutcomeevent" ("as_at", "basis", "file_id", "good", "good_or_outstanding", "id", "inadequate", "note", "outstanding", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "requires_improvement", "schools", "source") SELECT new_values."as_at", new_values."basis", new_values."file_id", new_values."good", new_values."good_or_outstanding", new_values."id", new_values."inadequate", new_values."note", new_values."outstanding", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phase", new_values."requires_improvement", new_values."schools", new_values."source" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ae49b3c541060904e42878d3527e3f13c59c6122', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4b9f4', referencing='REFERENCING NEW TABLE AS new_values ', table='ofsted_nationaloutcome', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nationaloutcome',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "as_at", "basis", "file_id", "good", "good_or_outstanding", "id", "inadequate", "note", "outstanding", "phase", "requires_improvement", "schools", "source" from new_values except select "as_at", "basis", "file_id", "good", "good_or_outstanding", "id", "inadequate", "note", "outstanding", "phase", "requires_improvement", "schools", "source" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "ofsted_nationaloutcomeevent" ("as_at", "basis", "file_id", "good", "good_or_outstanding", "id", "inadequate", "note", "outstanding", "phase", "requires_improvement", "schools", "source", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "as_at", "basis", "file_id", "good", "good_or_outstanding", "id", "inadequate", "note", "outstanding", "phase", "requires_improvement", "schools", "source", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='4dc1149be95c2ec750f871297c90c3fe48c7b874', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a7647', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ofsted_nationaloutcome', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nationaloutcome',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ofsted_nationaloutcomeevent" ("as_at", "basis", "file_id", "good", "good_or_outstanding", "id", "inadequate", "note", "outstanding", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "requires_improvement", "schools", "source") SELECT old_values."as_at", old_values."basis", old_values."file_id", old_values."good", old_values."good_or_outstanding", old_values."id", old_values."inadequate", old_values."note", old_values."outstanding", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phase", old_values."requires_improvement", old_values."schools", old_values."source" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ba45fde1ebe1c0a8942fc05426f03422f76f0b79', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1e123', referencing='REFERENCING OLD TABLE AS old_values ', table='ofsted_nationaloutcome', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='nationaloutcome',
            constraint=models.UniqueConstraint(fields=('as_at', 'phase', 'basis'), name='nationaloutcome_once', violation_error_message='That date and phase already have a national figure.'),
        ),
        migrations.AddConstraint(
            model_name='nationaloutcome',
            constraint=models.CheckConstraint(condition=models.Q(('basis__in', ['published', 'counted'])), name='nationaloutcome_basis_known'),
        ),
        migrations.AddConstraint(
            model_name='nationaloutcome',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('basis', 'counted'), _negated=True), ('schools__isnull', False), _connector='OR'), name='nationaloutcome_counted_of_schools', violation_error_message='What was counted says of how many schools.'),
        ),
        ]),
    ]
