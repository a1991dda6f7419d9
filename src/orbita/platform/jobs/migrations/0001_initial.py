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
            name='Work',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=100)),
                ('title', models.CharField(max_length=300, verbose_name='name of the work')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('parameters', models.JSONField(default=dict)),
                ('total', models.PositiveBigIntegerField(default=0)),
                ('done', models.PositiveBigIntegerField(default=0)),
                ('state', models.CharField(choices=[('queued', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='queued', max_length=10, verbose_name='state')),
                ('wants_cancel', models.BooleanField(default=False)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('result', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'long work',
                'indexes': [models.Index(condition=models.Q(('state__in', ['queued', 'running'])), fields=['by'], name='work_open'), models.Index(fields=['by', '-created_at'], name='work_by'), models.Index(fields=['finished_at'], name='work_finished')],
            },
        ),
        migrations.CreateModel(
            name='JobFault',
            fields=[
                ('job_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=500)),
                ('trace', models.TextField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'job error',
            },
        ),
    ]
