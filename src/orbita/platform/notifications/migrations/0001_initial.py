import django.db.models.deletion
import django.utils.timezone
import orbita.platform.keys
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kind', models.CharField(max_length=50)),
                ('values', models.JSONField(default=dict)),
                ('record_kind', models.CharField(blank=True, max_length=50)),
                ('record_id', models.UUIDField(null=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('read_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'notice',
                'indexes': [models.Index(fields=['user', '-at', '-id'], name='notice_of'), models.Index(condition=models.Q(('read_at', None)), fields=['user'], name='notice_unread'), models.Index(fields=['at'], name='notice_at')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('record_kind', models.CharField(max_length=50)),
                ('record_id', models.UUIDField()),
                ('text', models.CharField(max_length=500)),
                ('sent_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'reminder',
                'indexes': [models.Index(condition=models.Q(('sent_at', None)), fields=['at'], name='reminder_due'), models.Index(fields=['record_kind', 'record_id'], name='reminder_record')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('sent_at', None)), fields=('user', 'record_kind', 'record_id'), name='reminder_one_open')],
            },
        ),
    ]
