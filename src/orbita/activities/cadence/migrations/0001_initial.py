import django.db.models.deletion
import orbita.platform.keys
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('classifier', '0001_initial'),
        ('directory', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='CadenceRule',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='name')),
                ('branch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='classifier.branch', verbose_name='classifier')),
                ('status', models.CharField(blank=True, choices=[('new', 'New'), ('active', 'Active'), ('at_risk', 'At risk of leaving'), ('sleeping', 'Sleeping'), ('former', 'Former')], max_length=20, verbose_name='state')),
                ('role', models.CharField(blank=True, choices=[('customer', 'Customer'), ('supplier', 'Supplier'), ('dealer', 'Dealer'), ('contractor', 'Marketing contractor'), ('competitor', 'Competitor')], max_length=20, verbose_name='role')),
                ('days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days')),
                ('is_direct', models.BooleanField(default=True, verbose_name='only direct contacts count')),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'cadence rule',
                'ordering': ['position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('days', None), ('days__gt', 0), _connector='OR'), name='cadence_days')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadence_cadencerule_history" ("branch_id", "days", "id", "is_direct", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "status") SELECT new_values."branch_id", new_values."days", new_values."id", new_values."is_direct", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."role", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='32930c47a61feecaa34929dfdb8ea087b9901ea1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b77cf', referencing='REFERENCING NEW TABLE AS new_values ', table='cadence_cadencerule', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadence_cadencerule_history" ("branch_id", "days", "id", "is_direct", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "status") SELECT new_values."branch_id", new_values."days", new_values."id", new_values."is_direct", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."role", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7464b9755a15515a079bdf2fd76fea81ef236ee6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2ff65', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='cadence_cadencerule', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadence_cadencerule_history" ("branch_id", "days", "id", "is_direct", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "status") SELECT old_values."branch_id", old_values."days", old_values."id", old_values."is_direct", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."role", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5b2895e8424a22441aed40d833e0dda8875038c8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d6b6b', referencing='REFERENCING OLD TABLE AS old_values ', table='cadence_cadencerule', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='CadenceRuleHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='cadence.cadencerule')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('branch', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='classifier.branch', verbose_name='classifier')),
                ('status', models.CharField(blank=True, choices=[('new', 'New'), ('active', 'Active'), ('at_risk', 'At risk of leaving'), ('sleeping', 'Sleeping'), ('former', 'Former')], max_length=20, verbose_name='state')),
                ('role', models.CharField(blank=True, choices=[('customer', 'Customer'), ('supplier', 'Supplier'), ('dealer', 'Dealer'), ('contractor', 'Marketing contractor'), ('competitor', 'Competitor')], max_length=20, verbose_name='role')),
                ('days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days')),
                ('is_direct', models.BooleanField(default=True, verbose_name='only direct contacts count')),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'db_table': 'cadence_cadencerule_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='cadence_cadencerule_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fa4a99aecfea7e3fc888932d6ea03f576c5638c0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d7099', table='cadence_cadencerule_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='PartyCadence',
            fields=[
                ('party', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='cadence', serialize=False, to='directory.party')),
                ('rule', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='standings', to='cadence.cadencerule')),
                ('last_at', models.DateTimeField(null=True, verbose_name='last touch')),
                ('due_at', models.DateTimeField(null=True, verbose_name='touch due')),
            ],
            options={
                'verbose_name': 'cadence',
                'indexes': [models.Index(fields=['due_at'], name='cadence_due')],
            },
        ),
    ]
