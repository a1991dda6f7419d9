import django.db.models.deletion
import orbita.platform.keys
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('acts', '0001_initial'),
        ('jobs', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=50, verbose_name='what')),
                ('file_name', models.CharField(max_length=300, verbose_name='file')),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('state', models.CharField(choices=[('draft', 'Being prepared'), ('done', 'Imported')], default='draft', max_length=10)),
                ('choices', models.JSONField(default=dict)),
                ('checked', models.JSONField(default=dict)),
                ('check_work', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='jobs.work')),
                ('work', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='jobs.work')),
                ('act', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='acts.act')),
                ('finished_at', models.DateTimeField(null=True)),
                ('rows', models.PositiveBigIntegerField(default=0, verbose_name='rows')),
                ('created', models.PositiveBigIntegerField(default=0, verbose_name='created')),
                ('updated', models.PositiveBigIntegerField(default=0, verbose_name='updated')),
                ('unchanged', models.PositiveBigIntegerField(default=0, verbose_name='unchanged')),
                ('rejected', models.PositiveBigIntegerField(default=0, verbose_name='rejected')),
                ('seconds', models.FloatField(default=0)),
                ('made', models.JSONField(default=dict)),
            ],
            options={
                'verbose_name': 'import',
                'indexes': [models.Index(fields=['sha256', 'kind'], name='import_file'), models.Index(fields=['-created_at'], name='import_created'), models.Index(fields=['by', '-created_at'], name='import_by')],
            },
        ),
        migrations.CreateModel(
            name='Mapping',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=50)),
                ('heads', models.CharField(max_length=64)),
                ('choices', models.JSONField()),
                ('used_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'remembered columns',
                'constraints': [models.UniqueConstraint(models.F('kind'), models.F('heads'), name='mapping_once')],
            },
        ),
    ]
