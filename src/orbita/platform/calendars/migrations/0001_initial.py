import django.db.models.deletion
import orbita.platform.keys
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='WorkingHours',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='working_hours', to=settings.AUTH_USER_MODEL, verbose_name='employee')),
                ('week', models.JSONField(verbose_name='working week')),
            ],
            options={
                'verbose_name': 'working hours',
                'constraints': [models.UniqueConstraint(models.Value(1), condition=models.Q(('user', None)), name='working_hours_of_company_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "calendars_workinghours_history" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "week") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."user_id", new_values."week" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3ebb3c7d28db0b8a352c04d6b7d4f6dd52fab891', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f75f1', referencing='REFERENCING NEW TABLE AS new_values ', table='calendars_workinghours', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "calendars_workinghours_history" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "week") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."user_id", new_values."week" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='208d67983a2f312cfdf52c737a1ad73273f5ff70', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7b8e6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='calendars_workinghours', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "calendars_workinghours_history" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "week") SELECT old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."user_id", old_values."week" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ae0b4dae9111dcd48f5014b9b2df269f3684c494', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e9b6c', referencing='REFERENCING OLD TABLE AS old_values ', table='calendars_workinghours', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SpecialDay',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField(unique=True, verbose_name='day')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('periods', models.JSONField(blank=True, default=list, verbose_name='hours')),
            ],
            options={
                'verbose_name': 'special day',
                'ordering': ['day'],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "calendars_specialday_history" ("day", "id", "name", "periods", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."day", new_values."id", new_values."name", new_values."periods", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='190cf5259befa40cde726f840318812bb15b22b0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4fb37', referencing='REFERENCING NEW TABLE AS new_values ', table='calendars_specialday', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "calendars_specialday_history" ("day", "id", "name", "periods", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."day", new_values."id", new_values."name", new_values."periods", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='51faec87ba5b7b331a909cdd31fd4a54dd698a52', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_aceb2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='calendars_specialday', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "calendars_specialday_history" ("day", "id", "name", "periods", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."day", old_values."id", old_values."name", old_values."periods", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='65c19d5eae08462fec57a0cb3d7d08c0ece8d3b2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_956e7', referencing='REFERENCING OLD TABLE AS old_values ', table='calendars_specialday', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to=settings.AUTH_USER_MODEL, verbose_name='employee')),
                ('first_on', models.DateField(verbose_name='first day')),
                ('last_on', models.DateField(verbose_name='last day')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('substitute', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='substitute')),
            ],
            options={
                'verbose_name': 'absence',
                'ordering': ['first_on', 'last_on'],
                'indexes': [models.Index(fields=['last_on', 'first_on'], name='absence_days')],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='absence_ends_after_start'), models.CheckConstraint(condition=models.Q(('substitute', None), models.Q(('substitute', models.F('user')), _negated=True), _connector='OR'), name='absence_substitute_is_another')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "calendars_absence_history" ("first_on", "id", "last_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "substitute_id", "user_id") SELECT new_values."first_on", new_values."id", new_values."last_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."substitute_id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fb032f28e0768bfbef74889e6c64089f61d5bb65', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4306b', referencing='REFERENCING NEW TABLE AS new_values ', table='calendars_absence', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "calendars_absence_history" ("first_on", "id", "last_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "substitute_id", "user_id") SELECT new_values."first_on", new_values."id", new_values."last_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."substitute_id", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6fee8c09b43a42c662b264327bb31cd713991106', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_525ec', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='calendars_absence', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "calendars_absence_history" ("first_on", "id", "last_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "substitute_id", "user_id") SELECT old_values."first_on", old_values."id", old_values."last_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."substitute_id", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='43a2451d37d50e730facd206438485a99b3f84c5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_94195', referencing='REFERENCING OLD TABLE AS old_values ', table='calendars_absence', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='WorkingHoursHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='calendars.workinghours')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='employee')),
                ('week', models.JSONField(verbose_name='working week')),
            ],
            options={
                'db_table': 'calendars_workinghours_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='calendars_workinghou_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cd80f442e233bc84f57b3ebaa593beb270801f77', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2c536', table='calendars_workinghours_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='SpecialDayHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='calendars.specialday')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('day', models.DateField(verbose_name='day')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('periods', models.JSONField(blank=True, default=list, verbose_name='hours')),
            ],
            options={
                'db_table': 'calendars_specialday_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='calendars_specialday_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9cee02417b6302016b79b02fe152e3c976e24907', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5f179', table='calendars_specialday_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='AbsenceHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='calendars.absence')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='employee')),
                ('first_on', models.DateField(verbose_name='first day')),
                ('last_on', models.DateField(verbose_name='last day')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('substitute', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='substitute')),
            ],
            options={
                'db_table': 'calendars_absence_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='calendars_absence_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='69107d3b3adce2489285f2b21adabd676012ab0e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4062b', table='calendars_absence_history', when='BEFORE'))],
            },
        ),
    ]
