import django.db.models.deletion
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
            name='Act',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('command', models.CharField(max_length=100)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('key', models.UUIDField(null=True, unique=True)),
                ('result', models.UUIDField(null=True)),
                ('undone_by', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undoes', to='acts.act', verbose_name='undone by')),
            ],
            options={
                'verbose_name': 'act',
                'indexes': [models.Index(fields=['by', '-at'], name='act_by_at')],
            },
        ),
    ]
