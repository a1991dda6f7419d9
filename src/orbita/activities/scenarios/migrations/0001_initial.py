import django.db.models.deletion
import django.utils.timezone
import orbita.platform.keys
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('acts', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Rule',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=50)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('shelf', models.CharField(blank=True, max_length=40)),
                ('trigger', models.CharField(max_length=50, verbose_name='trigger')),
                ('said', models.JSONField(default=dict)),
                ('condition', models.TextField(blank=True, verbose_name='condition')),
                ('actions', models.JSONField(default=list, verbose_name='actions')),
                ('is_on', models.BooleanField(default=False, verbose_name='switched on')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('turn', models.PositiveIntegerField(db_default=0, default=0)),
            ],
            options={
                'verbose_name': 'rule',
                'ordering': ['position', 'id'],
                'indexes': [models.Index(fields=['kind', 'position'], name='rule_kind'), models.Index(condition=models.Q(('is_on', True)), fields=['trigger'], name='rule_trigger')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='rule_has_name'), models.CheckConstraint(condition=models.Q(('actions', []), _negated=True), name='rule_does_something')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "scenarios_rule_history" ("actions", "condition", "id", "is_on", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "said", "shelf", "trigger") SELECT new_values."actions", new_values."condition", new_values."id", new_values."is_on", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."said", new_values."shelf", new_values."trigger" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c216f737ad9cdcd9a289f1539c0ab6267ca36112', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2a7ef', referencing='REFERENCING NEW TABLE AS new_values ', table='scenarios_rule', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "scenarios_rule_history" ("actions", "condition", "id", "is_on", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "said", "shelf", "trigger") SELECT new_values."actions", new_values."condition", new_values."id", new_values."is_on", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."said", new_values."shelf", new_values."trigger" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."actions" IS DISTINCT FROM (new_values."actions") OR old_values."condition" IS DISTINCT FROM (new_values."condition") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_on" IS DISTINCT FROM (new_values."is_on") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."said" IS DISTINCT FROM (new_values."said") OR old_values."shelf" IS DISTINCT FROM (new_values."shelf") OR old_values."trigger" IS DISTINCT FROM (new_values."trigger")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d3a20c8998106b9dc2f742698838e9ff045b8a68', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_86e6a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='scenarios_rule', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "scenarios_rule_history" ("actions", "condition", "id", "is_on", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "said", "shelf", "trigger") SELECT old_values."actions", old_values."condition", old_values."id", old_values."is_on", old_values."kind", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."said", old_values."shelf", old_values."trigger" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3edb5bc8afbb47592516d5c6e00c3eae9eefa7cb', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_35188', referencing='REFERENCING OLD TABLE AS old_values ', table='scenarios_rule', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='RuleHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='scenarios.rule')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('kind', models.CharField(max_length=50)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('shelf', models.CharField(blank=True, max_length=40)),
                ('trigger', models.CharField(max_length=50, verbose_name='trigger')),
                ('said', models.JSONField(default=dict)),
                ('condition', models.TextField(blank=True, verbose_name='condition')),
                ('actions', models.JSONField(default=list, verbose_name='actions')),
                ('is_on', models.BooleanField(default=False, verbose_name='switched on')),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'db_table': 'scenarios_rule_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='scenarios_rule_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='29e9dbaf06ba1972d4274ef34d9aaa521e662def', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_09304', table='scenarios_rule_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='RuleRun',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('rule', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='scenarios.rule')),
                ('record_kind', models.CharField(max_length=50)),
                ('record_id', models.UUIDField()),
                ('occurrence', models.CharField(max_length=120)),
                ('depth', models.PositiveSmallIntegerField(default=0)),
                ('by_hand', models.BooleanField(default=False)),
                ('called_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ran_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(choices=[('waiting', 'Waiting'), ('done', 'Done'), ('skipped', 'Left out'), ('failed', 'Failed')], default='waiting', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('effects', models.JSONField(default=list)),
                ('act', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='acts.act')),
            ],
            options={
                'verbose_name': 'run of a rule',
                'indexes': [models.Index(fields=['rule', '-called_at', '-id'], name='rule_run_log'), models.Index(fields=['record_kind', 'record_id', '-called_at'], name='rule_run_record'), models.Index(condition=models.Q(('outcome', 'waiting')), fields=['rule', 'called_at', 'id'], name='rule_run_waiting'), models.Index(fields=['called_at'], name='rule_run_old')],
                'constraints': [models.UniqueConstraint(models.F('rule'), models.F('record_id'), models.F('occurrence'), name='rule_run_once')],
            },
        ),
    ]
