import django.db.models.deletion
import orbita.platform.keys
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('directory', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Territory',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='territories.territory', verbose_name='part of')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('path', models.CharField(editable=False, max_length=1000)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='manager')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.team', verbose_name='team')),
            ],
            options={
                'verbose_name': 'territory',
                'ordering': ['position', 'name'],
                'indexes': [models.Index(fields=['path'], name='territory_path', opclasses=['text_pattern_ops'])],
                'constraints': [models.UniqueConstraint(models.F('parent'), models.F('name'), name='territory_name', nulls_distinct=False)],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territories_territory_history" ("id", "manager_id", "name", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "team_id") SELECT new_values."id", new_values."manager_id", new_values."name", new_values."parent_id", new_values."path", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."team_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9b2ed704123a4600010e7265bd88ce41f9a924de', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4b77b', referencing='REFERENCING NEW TABLE AS new_values ', table='territories_territory', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territories_territory_history" ("id", "manager_id", "name", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "team_id") SELECT new_values."id", new_values."manager_id", new_values."name", new_values."parent_id", new_values."path", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."team_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='32a43e489e9c761b72a008217fe0fc9d0674798c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f14e0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='territories_territory', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territories_territory_history" ("id", "manager_id", "name", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "team_id") SELECT old_values."id", old_values."manager_id", old_values."name", old_values."parent_id", old_values."path", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."team_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='70a3041be89f0e29b91de9a692c3c614eee8f881', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_3ae3b', referencing='REFERENCING OLD TABLE AS old_values ', table='territories_territory', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Recut',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField(verbose_name='from the day')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('applied', 'Carried out'), ('cancelled', 'Cancelled')], default='planned', max_length=10)),
                ('moved', models.PositiveIntegerField(default=0)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 're-cut',
                'ordering': ['-day', '-id'],
                'indexes': [models.Index(condition=models.Q(('state', 'planned')), fields=['day'], name='recut_waiting')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territories_recut_history" ("day", "id", "made_at", "made_by_id", "moved", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") SELECT new_values."day", new_values."id", new_values."made_at", new_values."made_by_id", new_values."moved", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ddf41fac167b52136f7f369061a90cd77d166f80', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7297c', referencing='REFERENCING NEW TABLE AS new_values ', table='territories_recut', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territories_recut_history" ("day", "id", "made_at", "made_by_id", "moved", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") SELECT new_values."day", new_values."id", new_values."made_at", new_values."made_by_id", new_values."moved", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6e5fad80324dd6bcdc523e893fef10583f6f452a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9f1ea', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='territories_recut', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territories_recut_history" ("day", "id", "made_at", "made_by_id", "moved", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") SELECT old_values."day", old_values."id", old_values."made_at", old_values."made_by_id", old_values."moved", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c9e976f4eb8cd596fdd6c99c16869f22c22e489f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_21efd', referencing='REFERENCING OLD TABLE AS old_values ', table='territories_recut', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='TerritoryHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='territories.territory')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='territories.territory', verbose_name='part of')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('path', models.CharField(editable=False, max_length=1000)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('manager', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='manager')),
                ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.team', verbose_name='team')),
            ],
            options={
                'db_table': 'territories_territory_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='territories_territor_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='43ff2fa32eee285ad57cd3c87809e746fad93a53', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b7ecf', table='territories_territory_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='TerritoryRule',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='territories.territory')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('countries', models.JSONField(blank=True, default=list, verbose_name='countries')),
                ('regions', models.JSONField(blank=True, default=list, verbose_name='regions')),
                ('cities', models.JSONField(blank=True, default=list, verbose_name='cities')),
                ('postcodes', models.JSONField(blank=True, default=list, verbose_name='postcodes begin with')),
                ('condition', models.TextField(blank=True, verbose_name='condition')),
            ],
            options={
                'verbose_name': 'territory rule',
                'db_table': 'territories_rule',
                'ordering': ['position', 'id'],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territories_rule_history" ("cities", "condition", "countries", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "postcodes", "regions", "territory_id") SELECT new_values."cities", new_values."condition", new_values."countries", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."postcodes", new_values."regions", new_values."territory_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='28b0c836e41ee452ec0f360d8c4846c31a883c1f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e6b9f', referencing='REFERENCING NEW TABLE AS new_values ', table='territories_rule', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territories_rule_history" ("cities", "condition", "countries", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "postcodes", "regions", "territory_id") SELECT new_values."cities", new_values."condition", new_values."countries", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."postcodes", new_values."regions", new_values."territory_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2e79933005b2b70177aa3b537931f3d2dff8c5c3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7ebd0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='territories_rule', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territories_rule_history" ("cities", "condition", "countries", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "postcodes", "regions", "territory_id") SELECT old_values."cities", old_values."condition", old_values."countries", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."postcodes", old_values."regions", old_values."territory_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8a624be51e8608128864c97810aac5726fd081ae', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c6b4b', referencing='REFERENCING OLD TABLE AS old_values ', table='territories_rule', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='PastTerritory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='past_territories', to='directory.party')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='territories.territory')),
                ('since', models.DateField(verbose_name='since')),
                ('until', models.DateField(verbose_name='until')),
                ('by_hand', models.BooleanField(default=False)),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'former territory of a client',
                'indexes': [models.Index(fields=['territory', 'since', 'until'], name='territory_past')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='territory_past_days')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territories_pastterritory_history" ("by_hand", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "territory_id", "until") SELECT new_values."by_hand", new_values."id", new_values."party_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."since", new_values."territory_id", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f33f3e6a6933f116b6fe255efea26aa5ace27aa8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0275b', referencing='REFERENCING NEW TABLE AS new_values ', table='territories_pastterritory', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territories_pastterritory_history" ("by_hand", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "territory_id", "until") SELECT new_values."by_hand", new_values."id", new_values."party_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."since", new_values."territory_id", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e0f13fe5fc007ebde03f047a0dac02629f6ac945', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_cd85d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='territories_pastterritory', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territories_pastterritory_history" ("by_hand", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "territory_id", "until") SELECT old_values."by_hand", old_values."id", old_values."party_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."since", old_values."territory_id", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='926866f0c8e42b5e55696fe1b44d6fa6a6b587d7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d5ed7', referencing='REFERENCING OLD TABLE AS old_values ', table='territories_pastterritory', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='RecutHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='territories.recut')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('day', models.DateField(verbose_name='from the day')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('applied', 'Carried out'), ('cancelled', 'Cancelled')], default='planned', max_length=10)),
                ('moved', models.PositiveIntegerField(default=0)),
                ('made_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'db_table': 'territories_recut_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='territories_recut_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8058258dd96cb2e10b9628a3bd9c505d184768e8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c7718', table='territories_recut_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='TerritoryRuleHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='territories.territoryrule')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('territory', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='territories.territory')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('countries', models.JSONField(blank=True, default=list, verbose_name='countries')),
                ('regions', models.JSONField(blank=True, default=list, verbose_name='regions')),
                ('cities', models.JSONField(blank=True, default=list, verbose_name='cities')),
                ('postcodes', models.JSONField(blank=True, default=list, verbose_name='postcodes begin with')),
                ('condition', models.TextField(blank=True, verbose_name='condition')),
            ],
            options={
                'db_table': 'territories_rule_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='territories_rule_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='64d06b3ba01968d8abda30f43df84b2987629c5e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f44e9', table='territories_rule_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='PartyTerritory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='territory', to='directory.party')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='territories.territory')),
                ('since', models.DateField(verbose_name='since')),
                ('rule', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.territoryrule')),
                ('by_hand', models.BooleanField(default=False, verbose_name='by hand')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'territory of a client',
                'constraints': [models.CheckConstraint(condition=models.Q(('by_hand', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='territory_by_hand_has_reason')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territories_partyterritory_history" ("by_hand", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rule_id", "since", "territory_id") SELECT new_values."by_hand", new_values."id", new_values."party_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."rule_id", new_values."since", new_values."territory_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='20d1ec6172883ad8d45ab901cca8a720f6af48b9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9cd70', referencing='REFERENCING NEW TABLE AS new_values ', table='territories_partyterritory', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territories_partyterritory_history" ("by_hand", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rule_id", "since", "territory_id") SELECT new_values."by_hand", new_values."id", new_values."party_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."rule_id", new_values."since", new_values."territory_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='22e63b43d51fdb0f3ca0ad0feda0b6c6df658b80', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fb4ae', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='territories_partyterritory', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "territories_partyterritory_history" ("by_hand", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rule_id", "since", "territory_id") SELECT old_values."by_hand", old_values."id", old_values."party_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."rule_id", old_values."since", old_values."territory_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e44d6d269a86a7856e347ac78046f1c84797ccb0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e8cf4', referencing='REFERENCING OLD TABLE AS old_values ', table='territories_partyterritory', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='PastTerritoryHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='territories.pastterritory')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('party', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.party')),
                ('territory', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='territories.territory')),
                ('since', models.DateField(verbose_name='since')),
                ('until', models.DateField(verbose_name='until')),
                ('by_hand', models.BooleanField(default=False)),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
            ],
            options={
                'db_table': 'territories_pastterritory_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='territories_pastterr_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4ee660249cbf6152597b35f9fba4b4fa211f4278', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0eb3e', table='territories_pastterritory_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='PartyTerritoryHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='territories.partyterritory')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('party', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.party')),
                ('territory', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='territories.territory')),
                ('since', models.DateField(verbose_name='since')),
                ('rule', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='territories.territoryrule')),
                ('by_hand', models.BooleanField(default=False, verbose_name='by hand')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
            ],
            options={
                'db_table': 'territories_partyterritory_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='territories_partyter_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='78f5fb004812b9a1e23ccfc6f18b5d5f66c67083', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6269b', table='territories_partyterritory_history', when='BEFORE'))],
            },
        ),
    ]
