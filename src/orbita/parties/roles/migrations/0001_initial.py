import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='PartyRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='directory.party', verbose_name='client')),
                ('role', models.CharField(choices=[('customer', 'Customer'), ('supplier', 'Supplier'), ('dealer', 'Dealer'), ('contractor', 'Marketing contractor'), ('competitor', 'Competitor')], max_length=20, verbose_name='role')),
                ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                ('data', models.JSONField(blank=True, default=dict, verbose_name='data of the role')),
            ],
            options={
                'verbose_name': 'role of a client',
                'constraints': [models.UniqueConstraint(models.F('party'), models.F('role'), name='party_role_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "roles_partyrole_history" ("data", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since") SELECT new_values."data", new_values."id", new_values."party_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role", new_values."since" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='73d65cfa12e9391c599a90b7b295ed42c2474bf2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b363b', referencing='REFERENCING NEW TABLE AS new_values ', table='roles_partyrole', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "roles_partyrole_history" ("data", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since") SELECT new_values."data", new_values."id", new_values."party_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role", new_values."since" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f58113f2239e4a0bd44ee5dff996807237bda039', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4f3ce', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='roles_partyrole', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "roles_partyrole_history" ("data", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since") SELECT old_values."data", old_values."id", old_values."party_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role", old_values."since" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e253617232f4b4564de93fce202f6043db85d222', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_447e9', referencing='REFERENCING OLD TABLE AS old_values ', table='roles_partyrole', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='PartyRoleHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='roles.partyrole')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('party', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.party', verbose_name='client')),
                ('role', models.CharField(choices=[('customer', 'Customer'), ('supplier', 'Supplier'), ('dealer', 'Dealer'), ('contractor', 'Marketing contractor'), ('competitor', 'Competitor')], max_length=20, verbose_name='role')),
                ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                ('data', models.JSONField(blank=True, default=dict, verbose_name='data of the role')),
            ],
            options={
                'db_table': 'roles_partyrole_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='roles_partyrole_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4a536430912b06ece5ff4515590e5e93e4d86adc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a17ed', table='roles_partyrole_history', when='BEFORE'))],
            },
        ),
    ]
