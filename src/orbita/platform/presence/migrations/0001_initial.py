import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActiveTime',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('day', models.DateField(verbose_name='day')),
                ('minutes', models.PositiveSmallIntegerField(default=1, verbose_name='active minutes')),
                ('last_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'active time',
                'indexes': [models.Index(fields=['day'], name='active_time_day')],
                'constraints': [models.UniqueConstraint(models.F('user'), models.F('day'), name='active_time_of_a_day')],
            },
        ),
    ]
