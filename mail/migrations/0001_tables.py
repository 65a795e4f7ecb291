import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from thep.migrating import AtOnce


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('mail', '0001_messages'),
        ('mail', '0002_messages_to_addresses'),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('note_shared', 'A note on a visit to your school'), ('note_corrected', 'A correction of such a note'), ('note_disputed', 'A school’s word that a note of yours is not accurate'), ('note_agreed', 'A school’s word that a note of yours is accurate'), ('actions_due', 'What falls due for you within a week'), ('actions_overdue', 'What was due from you the day before and is not done'), ('renewal', 'A letter about your school’s membership')], max_length=20)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='messages', to=settings.AUTH_USER_MODEL)),
                ('address', models.EmailField(blank=True, help_text='Where nobody who signs in here is written to.', max_length=254, verbose_name='written to')),
                ('to', models.EmailField(blank=True, help_text='Where it was last sent to.', max_length=254, verbose_name='address')),
                ('about', models.CharField(help_text='Such as “visit 7, version 2”.', max_length=100)),
                ('listed', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, help_text='The several things it tells of, if so.', size=None)),
                ('subject', models.CharField(max_length=500)),
                ('text', models.TextField(blank=True, help_text='Until it is sent.')),
                ('html', models.TextField(blank=True, help_text='Until it is sent.')),
                ('queued_at', models.DateTimeField(auto_now_add=True)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('given_up_at', models.DateTimeField(blank=True, null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('error', models.CharField(blank=True, help_text='What the mail server said last.', max_length=500)),
            ],
            options={
                'indexes': [models.Index(fields=['-queued_at', '-id'], name='message_latest'), models.Index(condition=models.Q(('claimed_at', None), ('given_up_at', None), ('sent_at', None)), fields=['queued_at', 'id'], name='message_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['note_shared', 'note_corrected', 'note_disputed', 'note_agreed', 'actions_due', 'actions_overdue', 'renewal'])), name='message_kind_known'), models.UniqueConstraint(fields=('kind', 'person', 'about'), name='message_once', violation_error_message='This message has been made already.'), models.UniqueConstraint(models.F('kind'), django.db.models.functions.text.Lower('address'), models.F('about'), condition=models.Q(('address', ''), _negated=True), name='message_once_to_address', violation_error_message='This message has been made already.'), models.CheckConstraint(condition=models.Q(('address', ''), ('person', None), _connector='OR'), name='message_to_person_or_address', violation_error_message='A message is to a person or to an address, not to both.'), models.CheckConstraint(condition=models.Q(('sent_at', None), models.Q(('claimed_at__isnull', False), ('given_up_at', None), ('html', ''), ('text', '')), _connector='OR'), name='message_sent_is_done_with', violation_error_message='Of a sent message the words are not kept, and it is not tried again.'), models.CheckConstraint(condition=models.Q(('given_up_at', None), models.Q(('claimed_at', None), models.Q(('error', ''), _negated=True)), _connector='OR'), name='message_given_up_says_why', violation_error_message='A message that was given up says why, and is in nobody’s hand.')],
            },
        ),
        migrations.CreateModel(
            name='SwitchedOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='switched_off', to=settings.AUTH_USER_MODEL)),
                ('kind', models.CharField(choices=[('note_agreed', 'A school’s word that a note of yours is accurate'), ('actions_due', 'What falls due for you within a week')], max_length=20)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'kind'), name='switchedoff_once', violation_error_message='This is switched off already.'), models.CheckConstraint(condition=models.Q(('kind__in', ['note_agreed', 'actions_due'])), name='switchedoff_can_be', violation_error_message='This message is sent by duty.')],
            },
        ),
        ]),
    ]
