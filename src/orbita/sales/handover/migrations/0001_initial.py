import django.db.models.deletion
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
            name='Handover',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('giver', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='from whom')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('until', models.DateField(blank=True, null=True, verbose_name='comes back on')),
                ('state', models.CharField(choices=[('given', 'Handed over'), ('returned', 'Given back')], default='given', max_length=10)),
                ('returned_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'hand-over',
                'ordering': ['-made_at', '-id'],
                'indexes': [models.Index(condition=models.Q(('state', 'given'), ('until__isnull', False)), fields=['until'], name='handover_waiting')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "handover_handover_history" ("giver_id", "id", "made_at", "made_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_at", "state", "until") SELECT new_values."giver_id", new_values."id", new_values."made_at", new_values."made_by_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."returned_at", new_values."state", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='01fd44cd65972c9f4183ff8d19b1f0085c7301e3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8a516', referencing='REFERENCING NEW TABLE AS new_values ', table='handover_handover', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "handover_handover_history" ("giver_id", "id", "made_at", "made_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_at", "state", "until") SELECT new_values."giver_id", new_values."id", new_values."made_at", new_values."made_by_id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."returned_at", new_values."state", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2e0c0acb52a384c1877eff0396c08bae46dc7133', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_936b9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='handover_handover', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "handover_handover_history" ("giver_id", "id", "made_at", "made_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_at", "state", "until") SELECT old_values."giver_id", old_values."id", old_values."made_at", old_values."made_by_id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."returned_at", old_values."state", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e9f8d51618bba10528d8aeec321f7ad07946fe26', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b91e6', referencing='REFERENCING OLD TABLE AS old_values ', table='handover_handover', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='HandoverHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='handover.handover')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('giver', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='from whom')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('until', models.DateField(blank=True, null=True, verbose_name='comes back on')),
                ('state', models.CharField(choices=[('given', 'Handed over'), ('returned', 'Given back')], default='given', max_length=10)),
                ('returned_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'db_table': 'handover_handover_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='handover_handover_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ecf2ae53e4d1e74beec16a064ebcd9c38b830431', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a6ace', table='handover_handover_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='HandoverItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('handover', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='handover.handover')),
                ('kind', models.CharField(max_length=50)),
                ('record_id', models.UUIDField()),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.party')),
                ('giver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'handed-over record',
                'indexes': [models.Index(fields=['receiver', 'handover'], name='handover_receiver')],
                'constraints': [models.UniqueConstraint(models.F('handover'), models.F('kind'), models.F('record_id'), name='handover_item_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "handover_handoveritem_history" ("giver_id", "handover_id", "id", "kind", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiver_id", "record_id") SELECT new_values."giver_id", new_values."handover_id", new_values."id", new_values."kind", new_values."party_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."receiver_id", new_values."record_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ab3a9797de81e482d5046cca5ace830d2ab027bb', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6ec99', referencing='REFERENCING NEW TABLE AS new_values ', table='handover_handoveritem', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "handover_handoveritem_history" ("giver_id", "handover_id", "id", "kind", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiver_id", "record_id") SELECT new_values."giver_id", new_values."handover_id", new_values."id", new_values."kind", new_values."party_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."receiver_id", new_values."record_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='02725b9cec181d845ed55fa2aa2b3ff04769102e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d9234', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='handover_handoveritem', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "handover_handoveritem_history" ("giver_id", "handover_id", "id", "kind", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiver_id", "record_id") SELECT old_values."giver_id", old_values."handover_id", old_values."id", old_values."kind", old_values."party_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."receiver_id", old_values."record_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='75b7980e456c805edebeed9887209166f4402251', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6cd18', referencing='REFERENCING OLD TABLE AS old_values ', table='handover_handoveritem', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='HandoverItemHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='handover.handoveritem')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('handover', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='handover.handover')),
                ('kind', models.CharField(max_length=50)),
                ('record_id', models.UUIDField()),
                ('party', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.party')),
                ('giver', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('receiver', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'handover_handoveritem_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='handover_handoverite_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5b92038c675e67c9df81e2197f9ac3aff4e9b07d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_897b4', table='handover_handoveritem_history', when='BEFORE'))],
            },
        ),
    ]
