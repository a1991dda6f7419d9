import django.db.models.deletion
import django.utils.timezone
import orbita.platform.keys
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('directory', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='CallList',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('deleted_at', models.DateTimeField(editable=False, null=True, verbose_name='in the bin since')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('script', models.TextField(blank=True, verbose_name='what to say')),
                ('origin', models.CharField(choices=[('chosen', 'chosen in the list of clients'), ('segment', 'a segment'), ('look_alikes', 'look-alikes of the best clients')], default='chosen', max_length=20, verbose_name='where from')),
            ],
            options={
                'verbose_name': 'list for calling',
                'verbose_name_plural': 'lists for calling',
                'indexes': [models.Index(fields=['name', 'id'], name='call_list_name'), models.Index(fields=['origin'], name='call_list_origin'), models.Index(fields=['-created_at', 'id'], name='call_list_created')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='call_list_has_name')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "prospecting_calllist_history" ("created_at", "created_by_id", "deleted_at", "id", "name", "origin", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "script") SELECT new_values."created_at", new_values."created_by_id", new_values."deleted_at", new_values."id", new_values."name", new_values."origin", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."script" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ef4595d3e51a18e35c406a495c057f8f1ad3a237', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ef730', referencing='REFERENCING NEW TABLE AS new_values ', table='prospecting_calllist', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "prospecting_calllist_history" ("created_at", "created_by_id", "deleted_at", "id", "name", "origin", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "script") SELECT new_values."created_at", new_values."created_by_id", new_values."deleted_at", new_values."id", new_values."name", new_values."origin", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."script" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='19e245ae7d0863c5e00ef1b4fa42daa5444de4d6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_56245', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='prospecting_calllist', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "prospecting_calllist_history" ("created_at", "created_by_id", "deleted_at", "id", "name", "origin", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "script") SELECT old_values."created_at", old_values."created_by_id", old_values."deleted_at", old_values."id", old_values."name", old_values."origin", old_values."owner_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."script" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='76c7ad18793be819e073fadfbc63867d5ccb0d66', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_81cf3', referencing='REFERENCING OLD TABLE AS old_values ', table='prospecting_calllist', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='CallListHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='prospecting.calllist')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('created_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('deleted_at', models.DateTimeField(editable=False, null=True, verbose_name='in the bin since')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('script', models.TextField(blank=True, verbose_name='what to say')),
                ('origin', models.CharField(choices=[('chosen', 'chosen in the list of clients'), ('segment', 'a segment'), ('look_alikes', 'look-alikes of the best clients')], default='chosen', max_length=20, verbose_name='where from')),
            ],
            options={
                'db_table': 'prospecting_calllist_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='prospecting_calllist_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='eab56909714d5bcaa7a711bf150e353a26c6a2b4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_086ed', table='prospecting_calllist_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='CallEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('call_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='prospecting.calllist')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.party')),
                ('position', models.PositiveIntegerField()),
                ('score', models.FloatField(blank=True, null=True)),
                ('reasons', models.JSONField(blank=True, default=list)),
                ('state', models.CharField(choices=[('to_call', 'To call'), ('no_answer', 'No answer'), ('called', 'Called'), ('interested', 'Interested'), ('refused', 'Not interested')], default='to_call', max_length=12, verbose_name='state')),
                ('assignee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who calls')),
                ('called_at', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'client to call',
                'ordering': ['position', 'id'],
                'indexes': [models.Index(fields=['call_list', 'state', 'position'], name='call_entry_queue')],
                'constraints': [models.UniqueConstraint(models.F('call_list'), models.F('party'), name='call_entry_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "prospecting_callentry_history" ("assignee_id", "attempts", "call_list_id", "called_at", "id", "note", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reasons", "score", "state") SELECT new_values."assignee_id", new_values."attempts", new_values."call_list_id", new_values."called_at", new_values."id", new_values."note", new_values."party_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."reasons", new_values."score", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f5a510e58722e750761ce46afda89d5bbccb3227', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_dc773', referencing='REFERENCING NEW TABLE AS new_values ', table='prospecting_callentry', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "prospecting_callentry_history" ("assignee_id", "attempts", "call_list_id", "called_at", "id", "note", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reasons", "score", "state") SELECT new_values."assignee_id", new_values."attempts", new_values."call_list_id", new_values."called_at", new_values."id", new_values."note", new_values."party_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."reasons", new_values."score", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='eecada40cc669fd7685c1d5d124d8949bfdb0e43', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9b221', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='prospecting_callentry', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "prospecting_callentry_history" ("assignee_id", "attempts", "call_list_id", "called_at", "id", "note", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reasons", "score", "state") SELECT old_values."assignee_id", old_values."attempts", old_values."call_list_id", old_values."called_at", old_values."id", old_values."note", old_values."party_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."reasons", old_values."score", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9dd73614d9860130a77b69e0f50ecb470a0b3297', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d8d51', referencing='REFERENCING OLD TABLE AS old_values ', table='prospecting_callentry', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='CallProgress',
            fields=[
                ('call_list', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='progress', serialize=False, to='prospecting.calllist')),
                ('total', models.PositiveIntegerField(default=0)),
                ('waiting', models.PositiveIntegerField(default=0)),
                ('interested', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'progress of calling',
                'indexes': [models.Index(fields=['waiting'], name='call_progress_waiting'), models.Index(fields=['total'], name='call_progress_total'), models.Index(fields=['interested'], name='call_progress_interested')],
            },
        ),
        migrations.CreateModel(
            name='CallEntryHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='prospecting.callentry')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('call_list', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='prospecting.calllist')),
                ('party', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.party')),
                ('position', models.PositiveIntegerField()),
                ('score', models.FloatField(blank=True, null=True)),
                ('reasons', models.JSONField(blank=True, default=list)),
                ('state', models.CharField(choices=[('to_call', 'To call'), ('no_answer', 'No answer'), ('called', 'Called'), ('interested', 'Interested'), ('refused', 'Not interested')], default='to_call', max_length=12, verbose_name='state')),
                ('assignee', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who calls')),
                ('called_at', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'db_table': 'prospecting_callentry_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='prospecting_callentr_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2af0184d18099171c90892a7d5f2b78d9403a07c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7edcb', table='prospecting_callentry_history', when='BEFORE'))],
            },
        ),
    ]
