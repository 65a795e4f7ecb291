import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import pgtrigger.compiler
import thep.years
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from thep.migrating import AtOnce


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('membership', '0001_initial'),
        ('membership', '0003_outstanding_renewals'),
        ('membership', '0004_history'),
        ('membership', '0005_renewals_and_prices'),
        ('membership', '0007_renewal_rounds_rows'),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('pghistory', '0007_auto_20250421_0444'),
        ('schools', '0001_tables'),
    ]

    operations = [
        AtOnce([
        migrations.CreateModel(
            name='Package',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(help_text='As spreadsheets and figure keys write it.', unique=True)),
                ('name', models.CharField(max_length=100)),
                ('is_sla', models.BooleanField(default=True, verbose_name='under a service-level agreement')),
                ('position', models.PositiveSmallIntegerField(default=100, help_text='Its place in tables.')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('slug', 'all'), _negated=True), name='package_slug_not_all', violation_error_message='Figure keys write “all” for the packages together. Choose another.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_packageevent" ("id", "is_sla", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug") SELECT new_values."id", new_values."is_sla", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."slug" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f1dad7adae099fcb3b3cbf6002d243faa25fe80f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_df747', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_package', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "id", "is_sla", "name", "position", "slug" from new_values except select "id", "is_sla", "name", "position", "slug" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "membership_packageevent" ("id", "is_sla", "name", "position", "slug", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "id", "is_sla", "name", "position", "slug", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='3a09b2169b9bede2362d0078ef3bec1cf3e11e8d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_75959', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_package', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_packageevent" ("id", "is_sla", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug") SELECT old_values."id", old_values."is_sla", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."slug" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0bba66a7d42119e2919798f724ca5f2a386afa6e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_25ec5', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_package', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', thep.years.AcademicYearField()),
                ('package', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='membership.package')),
                ('fee', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=10, validators=[django.core.validators.MinValueValidator(0)])),
                ('fee_because', models.CharField(blank=True, help_text='Where it differs.', max_length=500, verbose_name='why the fee is not the list price')),
                ('agreed_on', models.DateField(blank=True, null=True)),
                ('invoice_reference', models.CharField(blank=True, max_length=100)),
                ('invoiced_on', models.DateField(blank=True, null=True)),
                ('paid_on', models.DateField(blank=True, null=True)),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(blank=True, help_text='The days it covers, the last excluded; empty: the whole year.')),
            ],
            options={
                'indexes': [models.Index(fields=['year', 'package'], include=('fee',), name='agreement_by_year')],
                'constraints': [models.UniqueConstraint(fields=('id', 'period'), name='agreement_id_period'), models.CheckConstraint(condition=models.Q(('period__isempty', False)), name='agreement_period_not_empty', violation_error_message='The first day comes before the last.'), models.CheckConstraint(condition=models.Q(('fee__gte', 0)), name='agreement_fee_not_negative', violation_error_message='A fee is not less than nothing.'), models.CheckConstraint(condition=models.Q(('period__contained_by', models.Func(models.Func(django.db.models.functions.comparison.Cast(models.F('year'), output_field=models.IntegerField()), models.Value(9), models.Value(1), function='make_date', output_field=models.DateField()), models.Func(django.db.models.expressions.CombinedExpression(django.db.models.functions.comparison.Cast(models.F('year'), output_field=models.IntegerField()), '+', models.Value(1)), models.Value(9), models.Value(1), function='make_date', output_field=models.DateField()), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()))), name='agreement_within_its_year', violation_error_message='An agreement lies within its academic year, 1 September to 31 August.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_agreementevent" ("agreed_on", "fee", "fee_because", "id", "invoice_reference", "invoiced_on", "package_id", "paid_on", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") SELECT new_values."agreed_on", new_values."fee", new_values."fee_because", new_values."id", new_values."invoice_reference", new_values."invoiced_on", new_values."package_id", new_values."paid_on", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='555c6f209758a171cbe886276568b9f3b439991b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_cc07b', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_agreement', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "agreed_on", "fee", "fee_because", "id", "invoice_reference", "invoiced_on", "package_id", "paid_on", "period", "year" from new_values except select "agreed_on", "fee", "fee_because", "id", "invoice_reference", "invoiced_on", "package_id", "paid_on", "period", "year" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "membership_agreementevent" ("agreed_on", "fee", "fee_because", "id", "invoice_reference", "invoiced_on", "package_id", "paid_on", "period", "year", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "agreed_on", "fee", "fee_because", "id", "invoice_reference", "invoiced_on", "package_id", "paid_on", "period", "year", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='20a84adfcc942cd054af1eefa1bb83309baa81f2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ded87', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_agreement', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_agreementevent" ("agreed_on", "fee", "fee_because", "id", "invoice_reference", "invoiced_on", "package_id", "paid_on", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") SELECT old_values."agreed_on", old_values."fee", old_values."fee_because", old_values."id", old_values."invoice_reference", old_values."invoiced_on", old_values."package_id", old_values."paid_on", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9b06659a3b1a769294f2370275479318f8d6d975', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6811c', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_agreement', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='AgreementSchool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coverings', to='membership.agreement')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coverings', to='schools.school')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(editable=False)),
            ],
            options={
                'verbose_name': 'covered school',
                'constraints': [models.UniqueConstraint(fields=('agreement', 'school'), name='agreementschool_once', violation_error_message='The agreement already covers this school.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('school'), models.F('school'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), ('period', '&&')], name='agreementschool_no_overlap', violation_error_message='This school already has an agreement for those days.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_agreementschoolevent" ("agreement_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id") SELECT new_values."agreement_id", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1b631537719da9220fcb6c6f263a071bdfa1d3cf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a66e5', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_agreementschool', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "agreement_id", "id", "period", "school_id" from new_values except select "agreement_id", "id", "period", "school_id" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "membership_agreementschoolevent" ("agreement_id", "id", "period", "school_id", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "agreement_id", "id", "period", "school_id", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='52a448f2fa44d05d8ed89c0362db4cc2c24ff6aa', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4fcdf', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_agreementschool', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_agreementschoolevent" ("agreement_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id") SELECT old_values."agreement_id", old_values."id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='16debf4f06e3297fa8771e583fdc12a131086afb', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e5b36', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_agreementschool', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='RenewalRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', thep.years.AcademicYearField(unique=True)),
                ('opened_on', models.DateField()),
                ('opened_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answer_by_on', models.DateField(blank=True, null=True, verbose_name='answers wanted by')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('answer_by_on__gte', models.F('opened_on'))), name='renewalround_answered_after_opened', violation_error_message='The day for answers cannot be before the renewals are opened.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_renewalroundevent" ("answer_by_on", "id", "opened_by_id", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") SELECT new_values."answer_by_on", new_values."id", new_values."opened_by_id", new_values."opened_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='09752bcbcdb8abaa33b4036fb84630f022393ccd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_96f25', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_renewalround', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "answer_by_on", "id", "opened_by_id", "opened_on", "year" from new_values except select "answer_by_on", "id", "opened_by_id", "opened_on", "year" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "membership_renewalroundevent" ("answer_by_on", "id", "opened_by_id", "opened_on", "year", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "answer_by_on", "id", "opened_by_id", "opened_on", "year", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='7560c1ea9eeb6d9e3786ec9a4c7652324fdd1d30', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fda4a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_renewalround', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_renewalroundevent" ("answer_by_on", "id", "opened_by_id", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") SELECT old_values."answer_by_on", old_values."id", old_values."opened_by_id", old_values."opened_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b802672911667d967439f5d1e79fb9db064b4474', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_3dd71', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_renewalround', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='AssociateMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('associate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='schools.associate')),
                ('year', thep.years.AcademicYearField()),
                ('status', models.CharField(choices=[('member', 'Member'), ('renewing', 'Renewing'), ('lapsed', 'Lapsed')], max_length=20)),
                ('renewal_round', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='associate_memberships', to='membership.renewalround')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('year', 'associate'), name='associatemembership_one_per_year', violation_error_message='This associate already has a row for that year.'), models.CheckConstraint(condition=models.Q(('status__in', ['member', 'renewing', 'lapsed'])), name='associatemembership_status_known')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_associatemembershipevent" ("associate_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "year") SELECT new_values."associate_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."status", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='aafe55ed3b54999582b17c0f88bdab2a79cbfa1b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d7ff6', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_associatemembership', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "associate_id", "id", "status", "year" from new_values except select "associate_id", "id", "status", "year" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "membership_associatemembershipevent" ("associate_id", "id", "status", "year", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "associate_id", "id", "status", "year", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='2b9704e24a3fc798ab34965403e7708f0fec5efc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_70289', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_associatemembership', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_associatemembershipevent" ("associate_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "year") SELECT old_values."associate_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."status", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='adf34f2441bd5b76921f9667cb4136ad3e14bc1d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e45b4', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_associatemembership', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='AssociateOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('associate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='schools.associate')),
                ('year', thep.years.AcademicYearField()),
                ('what', models.CharField(max_length=300, verbose_name='what they offered')),
                ('offered_on', models.DateField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, max_length=500, verbose_name='what came of it')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('associate', 'year', 'what'), name='associateoffer_once', violation_error_message='This offer is on record already.'), models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='associateoffer_says_what')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_associateofferevent" ("associate_id", "id", "offered_on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what", "year") SELECT new_values."associate_id", new_values."id", new_values."offered_on", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."what", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6ea96b8203f205cf130f3933ca50af6f29718ed0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_96d1c', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_associateoffer', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "associate_id", "id", "offered_on", "outcome", "what", "year" from new_values except select "associate_id", "id", "offered_on", "outcome", "what", "year" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "membership_associateofferevent" ("associate_id", "id", "offered_on", "outcome", "what", "year", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "associate_id", "id", "offered_on", "outcome", "what", "year", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='57018d9b025cadd31a3e159c73cae8d27103c83e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_dc63d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_associateoffer', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_associateofferevent" ("associate_id", "id", "offered_on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what", "year") SELECT old_values."associate_id", old_values."id", old_values."offered_on", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."what", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='024fc66f82e71d784aea73a90fc8888ea31b74b1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b8c5f', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_associateoffer', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Charge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', thep.years.AcademicYearField()),
                ('reference', models.CharField(max_length=100)),
                ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='schools.school')),
                ('description', models.CharField(max_length=300)),
                ('amount', models.DecimalField(decimal_places=2, help_text='Negative for a refund.', max_digits=10)),
                ('charged_on', models.DateField(blank=True, null=True)),
                ('paid_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('year', 'reference'), name='charge_reference_once', violation_error_message='That year already has a charge with this reference.'), models.CheckConstraint(condition=models.Q(('reference', ''), _negated=True), name='charge_referenced')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_chargeevent" ("amount", "charged_on", "description", "id", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "school_id", "year") SELECT new_values."amount", new_values."charged_on", new_values."description", new_values."id", new_values."paid_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reference", new_values."school_id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='53bf382d4cb2209fb7bb73352f83a4a5762db933', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_82b45', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_charge', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "amount", "charged_on", "description", "id", "paid_on", "reference", "school_id", "year" from new_values except select "amount", "charged_on", "description", "id", "paid_on", "reference", "school_id", "year" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "membership_chargeevent" ("amount", "charged_on", "description", "id", "paid_on", "reference", "school_id", "year", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "amount", "charged_on", "description", "id", "paid_on", "reference", "school_id", "year", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='b9bc2bfcd658e53a0ad45a2c3c576040b499de61', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_227f8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_charge', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_chargeevent" ("amount", "charged_on", "description", "id", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "school_id", "year") SELECT old_values."amount", old_values."charged_on", old_values."description", old_values."id", old_values."paid_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reference", old_values."school_id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1582f3e5b71487f9703549c2f6b8c536214ecd44', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6ecb0', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_charge', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='LetterWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('invitation', 'Invitation to renew'), ('reminder', 'Reminder')], max_length=20, unique=True)),
                ('subject', models.CharField(max_length=200)),
                ('text', models.TextField(max_length=5000)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['invitation', 'reminder'])), name='letterwording_kind_known')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_letterwordingevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "text") SELECT new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."subject", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9292121595910b5a9468a99eab34684794ae706a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_fc44c', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_letterwording', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "id", "kind", "subject", "text" from new_values except select "id", "kind", "subject", "text" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "membership_letterwordingevent" ("id", "kind", "subject", "text", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "id", "kind", "subject", "text", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='dfef55101aff5f96b65dc844434b8c18a65eae64', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_134f3', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_letterwording', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_letterwordingevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "text") SELECT old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."subject", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a5d3d81258976587c50c69717e325275739847e0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_cd70e', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_letterwording', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='schools.school')),
                ('year', thep.years.AcademicYearField()),
                ('status', models.CharField(choices=[('invited', 'Invited'), ('renewing', 'Renewing'), ('member', 'Member'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], max_length=20)),
                ('invited_on', models.DateField(blank=True, help_text='When it was asked to renew or to join.', null=True)),
                ('joined_on', models.DateField(blank=True, null=True)),
                ('declined_on', models.DateField(blank=True, null=True)),
                ('left_on', models.DateField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, help_text='Why they declined, withdrew or came back.', max_length=500)),
                ('renewal_round', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='memberships', to='membership.renewalround')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status', 'member')), fields=['year', 'school'], include=('id',), name='membership_members'), models.Index(condition=models.Q(('status__in', ['invited', 'renewing'])), fields=['year', 'school'], name='membership_outstanding')],
                'constraints': [models.UniqueConstraint(fields=('year', 'school'), name='membership_one_per_year', violation_error_message='This school already has a membership row for that year.'), models.CheckConstraint(condition=models.Q(('status__in', ['invited', 'renewing', 'member', 'declined', 'withdrawn'])), name='membership_status_known'), models.CheckConstraint(condition=models.Q(('left_on__gte', models.F('joined_on'))), name='membership_left_after_joined', violation_error_message='A school cannot leave before it joins.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_membershipevent" ("declined_on", "id", "invited_on", "joined_on", "left_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "school_id", "status", "year") SELECT new_values."declined_on", new_values."id", new_values."invited_on", new_values."joined_on", new_values."left_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."school_id", new_values."status", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0ce61f34b1cfe644f895031ab5beee6368b0c7da', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_deb1a', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_membership', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "declined_on", "id", "invited_on", "joined_on", "left_on", "reason", "school_id", "status", "year" from new_values except select "declined_on", "id", "invited_on", "joined_on", "left_on", "reason", "school_id", "status", "year" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "membership_membershipevent" ("declined_on", "id", "invited_on", "joined_on", "left_on", "reason", "school_id", "status", "year", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "declined_on", "id", "invited_on", "joined_on", "left_on", "reason", "school_id", "status", "year", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='f5eb64dba122d681347dd51b3be58a4dcc47a96a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e71d6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_membership', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_membershipevent" ("declined_on", "id", "invited_on", "joined_on", "left_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "school_id", "status", "year") SELECT old_values."declined_on", old_values."id", old_values."invited_on", old_values."joined_on", old_values."left_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."school_id", old_values."status", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7a8aa39642d3f862405992a05dd2b542890550e8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d181c', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_membership', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='PackageInclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('package', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inclusions', to='membership.package')),
                ('year', thep.years.AcademicYearField()),
                ('what', models.CharField(choices=[('consultancy', 'Consultancy days'), ('places', 'Places at conferences and leadership programmes'), ('networks', 'Networks')], max_length=20)),
                ('amount', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(0)])),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('year', 'package', 'what'), name='packageinclusion_once', violation_error_message='The package says so for that year already.'), models.CheckConstraint(condition=models.Q(('what__in', ['consultancy', 'places', 'networks'])), name='packageinclusion_what_known'), models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='packageinclusion_not_negative', violation_error_message='An amount is not less than nothing.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_packageinclusionevent" ("amount", "id", "package_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what", "year") SELECT new_values."amount", new_values."id", new_values."package_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."what", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d78c8ccfb438345487c8da349be3c2a5e92cbdb5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7a4ad', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_packageinclusion', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "amount", "id", "package_id", "what", "year" from new_values except select "amount", "id", "package_id", "what", "year" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "membership_packageinclusionevent" ("amount", "id", "package_id", "what", "year", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "amount", "id", "package_id", "what", "year", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='a73397dab97e139d59ac16289e194427dd9f96f2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8556b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_packageinclusion', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_packageinclusionevent" ("amount", "id", "package_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what", "year") SELECT old_values."amount", old_values."id", old_values."package_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."what", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d3e722a732debf1ebda1f6cffcb1b012b1f3b49d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_25a52', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_packageinclusion', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='PackagePrice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('package', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='prices', to='membership.package')),
                ('year', thep.years.AcademicYearField()),
                ('phase', models.CharField(choices=[('nursery', 'Nursery'), ('primary', 'Primary'), ('secondary', 'Secondary'), ('special', 'Special'), ('ap', 'Alternative provision')], max_length=20)),
                ('price', models.DecimalField(decimal_places=2, max_digits=10, validators=[django.core.validators.MinValueValidator(0)])),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('year', 'package', 'phase'), name='packageprice_once', violation_error_message='The package has a price for that year and phase already.'), models.CheckConstraint(condition=models.Q(('phase__in', ['nursery', 'primary', 'secondary', 'special', 'ap'])), name='packageprice_phase_known'), models.CheckConstraint(condition=models.Q(('price__gte', 0)), name='packageprice_not_negative', violation_error_message='A price is not less than nothing.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_packagepriceevent" ("id", "package_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "price", "year") SELECT new_values."id", new_values."package_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phase", new_values."price", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='aee8e317dafeb2fb42533c5e6f9026921f4021a9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4013d', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_packageprice', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "id", "package_id", "phase", "price", "year" from new_values except select "id", "package_id", "phase", "price", "year" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "membership_packagepriceevent" ("id", "package_id", "phase", "price", "year", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "id", "package_id", "phase", "price", "year", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='9cbcb18b03f4ac5586cafbf6471faa1a812274d8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d82f9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_packageprice', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_packagepriceevent" ("id", "package_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "price", "year") SELECT old_values."id", old_values."package_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phase", old_values."price", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='74e6ab23c301e989ad78af8c2a114a99ae5d2ff6', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_27839', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_packageprice', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='RenewalLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='membership.membership')),
                ('kind', models.CharField(choices=[('invitation', 'Invitation to renew'), ('reminder', 'Reminder')], max_length=20)),
                ('form_key', models.UUIDField(editable=False)),
                ('sent_at', models.DateTimeField(auto_now_add=True)),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to', models.CharField(max_length=1000, verbose_name='to whom')),
                ('subject', models.CharField(max_length=300)),
                ('text', models.TextField()),
            ],
            options={
                'indexes': [models.Index(fields=['membership', '-sent_at'], name='renewalletter_latest')],
                'constraints': [models.UniqueConstraint(fields=('membership', 'form_key'), name='renewalletter_once', violation_error_message='This letter has been sent already.'), models.CheckConstraint(condition=models.Q(('kind__in', ['invitation', 'reminder'])), name='renewalletter_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='AgreementEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('package', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='membership.package', verbose_name='package')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='membership.agreement')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('year', thep.years.AcademicYearField()),
                ('fee', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=10, validators=[django.core.validators.MinValueValidator(0)])),
                ('fee_because', models.CharField(blank=True, help_text='Where it differs.', max_length=500, verbose_name='why the fee is not the list price')),
                ('agreed_on', models.DateField(blank=True, null=True)),
                ('invoice_reference', models.CharField(blank=True, max_length=100)),
                ('invoiced_on', models.DateField(blank=True, null=True)),
                ('paid_on', models.DateField(blank=True, null=True)),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(blank=True, help_text='The days it covers, the last excluded; empty: the whole year.')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='membership__pgh_obj_fd9463_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='membership__pgh_cre_b556d5_brin')],
            },
        ),
        migrations.CreateModel(
            name='AgreementSchoolEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('agreement', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='membership.agreement', verbose_name='agreement')),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='school')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='membership.agreementschool')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(editable=False)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='membership__pgh_obj_fe8ced_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='membership__pgh_cre_bdf6be_brin'), models.Index(fields=['school', 'pgh_id'], name='membership__school__db7d8e_idx')],
            },
        ),
        migrations.CreateModel(
            name='AssociateMembershipEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('associate', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.associate', verbose_name='associate')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='membership.associatemembership')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('year', thep.years.AcademicYearField()),
                ('status', models.CharField(choices=[('member', 'Member'), ('renewing', 'Renewing'), ('lapsed', 'Lapsed')], max_length=20)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='membership__pgh_obj_f507ab_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='membership__pgh_cre_1ca1a3_brin')],
            },
        ),
        migrations.CreateModel(
            name='AssociateOfferEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('associate', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.associate', verbose_name='associate')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='membership.associateoffer')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('year', thep.years.AcademicYearField()),
                ('what', models.CharField(max_length=300, verbose_name='what they offered')),
                ('offered_on', models.DateField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, max_length=500, verbose_name='what came of it')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='membership__pgh_obj_2fc723_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='membership__pgh_cre_4f4cff_brin')],
            },
        ),
        migrations.CreateModel(
            name='ChargeEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='school')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='membership.charge')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('year', thep.years.AcademicYearField()),
                ('reference', models.CharField(max_length=100)),
                ('description', models.CharField(max_length=300)),
                ('amount', models.DecimalField(decimal_places=2, help_text='Negative for a refund.', max_digits=10)),
                ('charged_on', models.DateField(blank=True, null=True)),
                ('paid_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='membership__pgh_obj_1943d4_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='membership__pgh_cre_a6ec98_brin'), models.Index(fields=['school', 'pgh_id'], name='membership__school__4d8a77_idx')],
            },
        ),
        migrations.CreateModel(
            name='LetterWordingEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='membership.letterwording')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('invitation', 'Invitation to renew'), ('reminder', 'Reminder')], max_length=20)),
                ('subject', models.CharField(max_length=200)),
                ('text', models.TextField(max_length=5000)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='membership__pgh_obj_bb6362_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='membership__pgh_cre_3a3406_brin')],
            },
        ),
        migrations.CreateModel(
            name='MembershipEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('school', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school', verbose_name='school')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='membership.membership')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('year', thep.years.AcademicYearField()),
                ('status', models.CharField(choices=[('invited', 'Invited'), ('renewing', 'Renewing'), ('member', 'Member'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], max_length=20)),
                ('invited_on', models.DateField(blank=True, help_text='When it was asked to renew or to join.', null=True)),
                ('joined_on', models.DateField(blank=True, null=True)),
                ('declined_on', models.DateField(blank=True, null=True)),
                ('left_on', models.DateField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, help_text='Why they declined, withdrew or came back.', max_length=500)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='membership__pgh_obj_b750d9_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='membership__pgh_cre_f3fdc9_brin'), models.Index(fields=['school', 'pgh_id'], name='membership__school__a84b67_idx')],
            },
        ),
        migrations.CreateModel(
            name='PackageEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='membership.package')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('slug', models.SlugField(db_index=False, help_text='As spreadsheets and figure keys write it.')),
                ('name', models.CharField(max_length=100)),
                ('is_sla', models.BooleanField(default=True, verbose_name='under a service-level agreement')),
                ('position', models.PositiveSmallIntegerField(default=100, help_text='Its place in tables.')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='membership__pgh_obj_6e53ef_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='membership__pgh_cre_2b048b_brin')],
            },
        ),
        migrations.CreateModel(
            name='PackageInclusionEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('package', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='membership.package', verbose_name='package')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='membership.packageinclusion')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('year', thep.years.AcademicYearField()),
                ('what', models.CharField(choices=[('consultancy', 'Consultancy days'), ('places', 'Places at conferences and leadership programmes'), ('networks', 'Networks')], max_length=20)),
                ('amount', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(0)])),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='membership__pgh_obj_fb9f9f_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='membership__pgh_cre_07c5d8_brin')],
            },
        ),
        migrations.CreateModel(
            name='PackagePriceEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('package', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='membership.package', verbose_name='package')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='membership.packageprice')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('year', thep.years.AcademicYearField()),
                ('phase', models.CharField(choices=[('nursery', 'Nursery'), ('primary', 'Primary'), ('secondary', 'Secondary'), ('special', 'Special'), ('ap', 'Alternative provision')], max_length=20)),
                ('price', models.DecimalField(decimal_places=2, max_digits=10, validators=[django.core.validators.MinValueValidator(0)])),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='membership__pgh_obj_9ced21_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='membership__pgh_cre_00299d_brin')],
            },
        ),
        migrations.CreateModel(
            name='RenewalRoundEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('opened_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='opened by')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='membership.renewalround')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('year', thep.years.AcademicYearField()),
                ('opened_on', models.DateField()),
                ('answer_by_on', models.DateField(blank=True, null=True, verbose_name='answers wanted by')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='membership__pgh_obj_944ca5_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='membership__pgh_cre_4fe8a1_brin')],
            },
        ),
        ]),
        migrations.AddField(
            model_name='Agreement',
            name='schools',
            field=models.ManyToManyField(related_name='agreements', through='membership.AgreementSchool', to='schools.school'),
        ),
    ]
