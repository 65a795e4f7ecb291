import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from thep.migrating import AtOnce


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('accounts', '0001_initial'),
        ('accounts', '0002_people'),
        ('accounts', '0004_history'),
        ('accounts', '0005_downloads'),
    ]

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.RunSQL('create sequence accounts_event_id', 'drop sequence accounts_event_id'),
        AtOnce([
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='email address')),
                ('name', models.CharField(max_length=200)),
                ('role', models.CharField(blank=True, choices=[('staff', 'Staff'), ('headteacher', 'Headteacher'), ('trustee', 'Trustee'), ('admin', 'Admin')], help_text='Without a role a person can do nothing.', max_length=20)),
                ('is_in_challenge_group', models.BooleanField(default=False, help_text='Staff who see school reviews.', verbose_name='in the challenge group')),
                ('is_active', models.BooleanField(default=True, verbose_name='can sign in')),
                ('deactivated_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('anonymised_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_unique', violation_error_message='Someone already has this address.'), models.CheckConstraint(condition=models.Q(('role__in', ['', 'staff', 'headteacher', 'trustee', 'admin'])), name='user_role_known'), models.CheckConstraint(condition=models.Q(('is_in_challenge_group', False), ('role', 'staff'), _connector='OR'), name='user_challenge_group_is_staff', violation_error_message='Only staff can be in the challenge group.'), models.CheckConstraint(condition=models.Q(('is_active', False), ('deactivated_at', None), _connector='OR'), name='user_active_or_deactivated', violation_error_message='Who can sign in has not been deactivated.'), models.CheckConstraint(condition=models.Q(('anonymised_at', None), ('is_active', False), _connector='OR'), name='user_anonymised_is_out', violation_error_message='Whose personal data has been erased cannot sign in.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("anonymised_at", "created_at", "deactivated_at", "email", "id", "is_active", "is_in_challenge_group", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT new_values."anonymised_at", new_values."created_at", new_values."deactivated_at", new_values."email", new_values."id", new_values."is_active", new_values."is_in_challenge_group", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2930eadeaec413d4b9886fd063b13b3775b8e583', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3867c', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_user', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "anonymised_at", "created_at", "deactivated_at", "email", "id", "is_active", "is_in_challenge_group", "name", "role" from new_values except select "anonymised_at", "created_at", "deactivated_at", "email", "id", "is_active", "is_in_challenge_group", "name", "role" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "accounts_userevent" ("anonymised_at", "created_at", "deactivated_at", "email", "id", "is_active", "is_in_challenge_group", "name", "role", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "anonymised_at", "created_at", "deactivated_at", "email", "id", "is_active", "is_in_challenge_group", "name", "role", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='b5b9100ccaf452d15e9dd8a38cfb931ae187362e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0e890', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_user', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("anonymised_at", "created_at", "deactivated_at", "email", "id", "is_active", "is_in_challenge_group", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT old_values."anonymised_at", old_values."created_at", old_values."deactivated_at", old_values."email", old_values."id", old_values."is_active", old_values."is_in_challenge_group", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='caf5e0ac165d1d672645109a121236c20fc46d57', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_19f14', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_user', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Download',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='downloads', to=settings.AUTH_USER_MODEL)),
                ('taken_at', models.DateTimeField(auto_now_add=True)),
                ('what', models.CharField(max_length=200)),
                ('about', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='downloads_about', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('sent_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('withdrawn_at', None)), fields=('user',), name='invitation_one_open', violation_error_message='This person already has an invitation.'), models.CheckConstraint(condition=models.Q(('accepted_at', None), ('withdrawn_at', None), _connector='OR'), name='invitation_accepted_or_withdrawn', violation_error_message='An invitation that was accepted cannot be withdrawn.'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('sent_at'))), name='invitation_expires_after_sent', violation_error_message='An invitation expires after it was sent.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_invitationevent" ("accepted_at", "expires_at", "id", "invited_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "user_id", "withdrawn_at") SELECT new_values."accepted_at", new_values."expires_at", new_values."id", new_values."invited_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sent_at", new_values."user_id", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d62104ffa50c438c0aa6239e4799c633a139c3fa', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8c354', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_invitation', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='with changed as (select "accepted_at", "expires_at", "id", "invited_by_id", "sent_at", "user_id", "withdrawn_at" from new_values except select "accepted_at", "expires_at", "id", "invited_by_id", "sent_at", "user_id", "withdrawn_at" from old_values), attached as (select _pgh_attach_context() as value where exists (select from changed)) insert into "accounts_invitationevent" ("accepted_at", "expires_at", "id", "invited_by_id", "sent_at", "user_id", "withdrawn_at", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) select "accepted_at", "expires_at", "id", "invited_by_id", "sent_at", "user_id", "withdrawn_at", now(), \'update\', "id", attached.value from changed, attached; return null;', hash='876733c6de2ad7f69f0ca33f0a9d2fac5af3a456', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4e12d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_invitation', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_invitationevent" ("accepted_at", "expires_at", "id", "invited_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "user_id", "withdrawn_at") SELECT old_values."accepted_at", old_values."expires_at", old_values."id", old_values."invited_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."sent_at", old_values."user_id", old_values."withdrawn_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='be03ca37b8fbec6de98c8ac1fb10dc579570b37b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f2c14', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_invitation', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='InvitationEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('user', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('invited_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invited by')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounts.invitation')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('sent_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='accounts_in_pgh_obj_7655d7_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='accounts_in_pgh_cre_2734d5_brin')],
            },
        ),
        migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigIntegerField(db_default=models.Func(models.Value('accounts_event_id'), function='nextval'), editable=False, primary_key=True, serialize=False)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('email', models.EmailField(max_length=254, verbose_name='email address')),
                ('name', models.CharField(max_length=200)),
                ('role', models.CharField(blank=True, choices=[('staff', 'Staff'), ('headteacher', 'Headteacher'), ('trustee', 'Trustee'), ('admin', 'Admin')], help_text='Without a role a person can do nothing.', max_length=20)),
                ('is_in_challenge_group', models.BooleanField(default=False, help_text='Staff who see school reviews.', verbose_name='in the challenge group')),
                ('is_active', models.BooleanField(default=True, verbose_name='can sign in')),
                ('deactivated_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('anonymised_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='accounts_us_pgh_obj_8cc1db_idx'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='accounts_us_pgh_cre_2fc82a_brin')],
            },
        ),
        ]),
    ]
