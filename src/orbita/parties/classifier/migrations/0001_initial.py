import django.db.models.deletion
import orbita.platform.keys
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
            name='Tree',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'classifier',
                'ordering': ['position', 'name'],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "classifier_tree_history" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0654f796a3c09cad10d4bf6c8d64bded130cedf2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6af61', referencing='REFERENCING NEW TABLE AS new_values ', table='classifier_tree', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "classifier_tree_history" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='11a43c730aae0f790b55373d85b70990c8327045', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f97fd', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='classifier_tree', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "classifier_tree_history" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='489d3d30148ca6e10c76020911ae5d1a1c239b2b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c9b69', referencing='REFERENCING OLD TABLE AS old_values ', table='classifier_tree', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='TreeHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='classifier.tree')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'db_table': 'classifier_tree_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='classifier_tree_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b392208dde251d1a5d3bdcb9dc245e331d7b99fc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9bc72', table='classifier_tree_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Branch',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('tree', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='branches', to='classifier.tree', verbose_name='classifier')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='classifier.branch', verbose_name='part of')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('path', models.CharField(editable=False, max_length=1000)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'branch',
                'ordering': ['position', 'name'],
                'indexes': [models.Index(fields=['path'], name='branch_path', opclasses=['text_pattern_ops'])],
                'constraints': [models.UniqueConstraint(models.F('tree'), models.F('parent'), models.F('name'), name='branch_name', nulls_distinct=False)],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "classifier_branch_history" ("id", "name", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "tree_id") SELECT new_values."id", new_values."name", new_values."parent_id", new_values."path", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."tree_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='93748d61e7cd23b04b83e305a3954320648fb828', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f98f1', referencing='REFERENCING NEW TABLE AS new_values ', table='classifier_branch', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "classifier_branch_history" ("id", "name", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "tree_id") SELECT new_values."id", new_values."name", new_values."parent_id", new_values."path", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."tree_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9aefad461ae1af19a75639e3b531af851897ae4f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_13647', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='classifier_branch', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "classifier_branch_history" ("id", "name", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "tree_id") SELECT old_values."id", old_values."name", old_values."parent_id", old_values."path", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."tree_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d77c4b6697c4ced683f7746ee5d35289a620df54', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_142a7', referencing='REFERENCING OLD TABLE AS old_values ', table='classifier_branch', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='BranchHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='classifier.branch')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('tree', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='classifier.tree', verbose_name='classifier')),
                ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='classifier.branch', verbose_name='part of')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('path', models.CharField(editable=False, max_length=1000)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'db_table': 'classifier_branch_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='classifier_branch_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='68a7445781b051e72278dd92ba12797396096693', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0d4c1', table='classifier_branch_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='directory.party', verbose_name='client')),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='classifier.branch', verbose_name='branch')),
            ],
            options={
                'verbose_name': 'place in a classifier',
                'constraints': [models.UniqueConstraint(models.F('party'), models.F('branch'), name='placement_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "classifier_placement_history" ("branch_id", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."branch_id", new_values."id", new_values."party_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dda3d972c19848ca2bd5f9ad74a5c0366af524e3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0a54d', referencing='REFERENCING NEW TABLE AS new_values ', table='classifier_placement', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "classifier_placement_history" ("branch_id", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."branch_id", new_values."id", new_values."party_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='52500412c7c541def80e5f4b5195897f8af56058', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f11d9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='classifier_placement', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "classifier_placement_history" ("branch_id", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."branch_id", old_values."id", old_values."party_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='438ca5ae7ff6ce8f5e3989f363b9c993a8d309a0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f9090', referencing='REFERENCING OLD TABLE AS old_values ', table='classifier_placement', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='PlacementHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='classifier.placement')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('party', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.party', verbose_name='client')),
                ('branch', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='classifier.branch', verbose_name='branch')),
            ],
            options={
                'db_table': 'classifier_placement_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='classifier_placement_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5b39484a1f72cc70635eac7702e7963bc9895920', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b2a96', table='classifier_placement_history', when='BEFORE'))],
            },
        ),
    ]
