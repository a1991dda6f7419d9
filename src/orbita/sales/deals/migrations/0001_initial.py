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
        ('timeline', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pipeline',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'pipeline',
                'ordering': ['position', 'name'],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deals_pipeline_history" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cfbddc075bbf43500954ec8907c70cc78e52c609', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_59833', referencing='REFERENCING NEW TABLE AS new_values ', table='deals_pipeline', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deals_pipeline_history" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='69d72d4277c41b120ae6dcda1d1ae1a3e5da5273', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_25979', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='deals_pipeline', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deals_pipeline_history" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='616be569f5c36fb79c42a62388760c21e6ed7f6f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_3e785', referencing='REFERENCING OLD TABLE AS old_values ', table='deals_pipeline', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='LossReason',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'reason of loss',
                'ordering': ['position', 'name'],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deals_lossreason_history" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1ca59b675f2e69599280aafc8d84173c5ae90f7d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_68833', referencing='REFERENCING NEW TABLE AS new_values ', table='deals_lossreason', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deals_lossreason_history" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0d3c465dfa2945a88f06ab9986e82126d151db6f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7780c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='deals_lossreason', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deals_lossreason_history" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='532896c5a8782b7b56913ffb00030c55c1baacd3', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_88f20', referencing='REFERENCING OLD TABLE AS old_values ', table='deals_lossreason', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='PipelineHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='deals.pipeline')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'db_table': 'deals_pipeline_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='deals_pipeline_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d19de291345c46d37c1006bcfaafc30cacab6e40', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_24f64', table='deals_pipeline_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('pipeline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stages', to='deals.pipeline')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField()),
                ('probability', models.PositiveSmallIntegerField(verbose_name='probability, %')),
                ('outcome', models.CharField(choices=[('open', 'Open'), ('won', 'Won'), ('lost', 'Lost')], default='open', max_length=10)),
                ('tone', models.CharField(default='blue', max_length=10)),
            ],
            options={
                'verbose_name': 'stage',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(models.F('pipeline'), models.F('name'), name='stage_name'), models.UniqueConstraint(condition=models.Q(('outcome', 'open'), _negated=True), fields=('pipeline', 'outcome'), name='stage_one_end'), models.CheckConstraint(condition=models.Q(('probability__lte', 100)), name='stage_probability')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deals_stage_history" ("id", "name", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pipeline_id", "position", "probability", "tone") SELECT new_values."id", new_values."name", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pipeline_id", new_values."position", new_values."probability", new_values."tone" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8881eb20e07bddbcd9eac3a11dd95ede0c324eb0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_684f6', referencing='REFERENCING NEW TABLE AS new_values ', table='deals_stage', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deals_stage_history" ("id", "name", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pipeline_id", "position", "probability", "tone") SELECT new_values."id", new_values."name", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pipeline_id", new_values."position", new_values."probability", new_values."tone" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b984503b978747d9ddaaf11de64e026d5d5b33a4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_554d3', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='deals_stage', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deals_stage_history" ("id", "name", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pipeline_id", "position", "probability", "tone") SELECT old_values."id", old_values."name", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pipeline_id", old_values."position", old_values."probability", old_values."tone" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5f0ed26bd61983f0091847ca042c4ab6610630d7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_51972', referencing='REFERENCING OLD TABLE AS old_values ', table='deals_stage', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='LossReasonHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='deals.lossreason')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'db_table': 'deals_lossreason_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='deals_lossreason_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='be48e9e333c52bedf543896751454074b2b8e8f5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_381a6', table='deals_lossreason_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='StageHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='deals.stage')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('pipeline', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deals.pipeline')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField()),
                ('probability', models.PositiveSmallIntegerField(verbose_name='probability, %')),
                ('outcome', models.CharField(choices=[('open', 'Open'), ('won', 'Won'), ('lost', 'Lost')], default='open', max_length=10)),
                ('tone', models.CharField(default='blue', max_length=10)),
            ],
            options={
                'db_table': 'deals_stage_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='deals_stage_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b084f1236ba3d923129899d8261c76ff77eb5937', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_525ce', table='deals_stage_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Deal',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('deleted_at', models.DateTimeField(editable=False, null=True, verbose_name='in the bin since')),
                ('title', models.CharField(max_length=500, verbose_name='title')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deals', to='directory.party', verbose_name='client')),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deals', to='deals.stage', verbose_name='stage')),
                ('stage_since', models.DateTimeField(default=django.utils.timezone.now, verbose_name='on the stage since')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True, verbose_name='amount')),
                ('currency', models.CharField(default='RUB', max_length=3, verbose_name='currency')),
                ('product', models.CharField(blank=True, max_length=500, verbose_name='product')),
                ('opened_on', models.DateField(blank=True, null=True, verbose_name='opened on')),
                ('expected_on', models.DateField(blank=True, null=True, verbose_name='expected on')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('loss_reason', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deals.lossreason', verbose_name='reason of loss')),
                ('loss_comment', models.TextField(blank=True, verbose_name='comment on the loss')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('external_system', models.CharField(blank=True, max_length=100, verbose_name='outside system')),
                ('external_id', models.CharField(blank=True, max_length=200, verbose_name='key there')),
                ('details', models.JSONField(blank=True, default=dict, verbose_name='other details')),
            ],
            options={
                'verbose_name': 'deal',
                'verbose_name_plural': 'deals',
                'indexes': [models.Index(condition=models.Q(('deleted_at', None)), fields=['stage', '-stage_since', 'id'], name='deal_board'), models.Index(fields=['owner', 'stage'], name='deal_owner'), models.Index(fields=['expected_on', 'id'], name='deal_expected'), models.Index(fields=['closed_on'], name='deal_closed'), models.Index(fields=['opened_on'], name='deal_opened'), models.Index(fields=['amount', 'id'], name='deal_amount'), models.Index(models.OrderBy(models.F('amount'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), name='deal_amount_down'), models.Index(condition=models.Q(('deleted_at', None)), fields=['-stage_since', '-id'], name='deal_since'), models.Index(fields=['title', 'id'], name='deal_title'), models.Index(condition=models.Q(('deleted_at', None)), fields=['-created_at', 'id'], name='deal_created'), models.Index(fields=['product'], name='deal_product'), models.Index(fields=['source'], name='deal_source'), models.Index(condition=models.Q(('deleted_at__isnull', False)), fields=['-deleted_at'], name='deal_bin')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='deal_has_title'), models.CheckConstraint(condition=models.Q(('amount', None), ('amount__gte', 0), _connector='OR'), name='deal_amount_not_negative'), models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('external_system', 'external_id'), name='deal_external_id_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deals_deal_history" ("amount", "closed_on", "created_at", "created_by_id", "currency", "deleted_at", "details", "expected_on", "external_id", "external_system", "id", "loss_comment", "loss_reason_id", "note", "opened_on", "owner_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product", "source", "stage_id", "stage_since", "title") SELECT new_values."amount", new_values."closed_on", new_values."created_at", new_values."created_by_id", new_values."currency", new_values."deleted_at", new_values."details", new_values."expected_on", new_values."external_id", new_values."external_system", new_values."id", new_values."loss_comment", new_values."loss_reason_id", new_values."note", new_values."opened_on", new_values."owner_id", new_values."party_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product", new_values."source", new_values."stage_id", new_values."stage_since", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='04f21678736c84acf75b0eac3483227ba2aaec29', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_107f7', referencing='REFERENCING NEW TABLE AS new_values ', table='deals_deal', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deals_deal_history" ("amount", "closed_on", "created_at", "created_by_id", "currency", "deleted_at", "details", "expected_on", "external_id", "external_system", "id", "loss_comment", "loss_reason_id", "note", "opened_on", "owner_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product", "source", "stage_id", "stage_since", "title") SELECT new_values."amount", new_values."closed_on", new_values."created_at", new_values."created_by_id", new_values."currency", new_values."deleted_at", new_values."details", new_values."expected_on", new_values."external_id", new_values."external_system", new_values."id", new_values."loss_comment", new_values."loss_reason_id", new_values."note", new_values."opened_on", new_values."owner_id", new_values."party_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product", new_values."source", new_values."stage_id", new_values."stage_since", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='659ce7079449a96e015ad99afd4126e9c0911259', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e9aad', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='deals_deal', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deals_deal_history" ("amount", "closed_on", "created_at", "created_by_id", "currency", "deleted_at", "details", "expected_on", "external_id", "external_system", "id", "loss_comment", "loss_reason_id", "note", "opened_on", "owner_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product", "source", "stage_id", "stage_since", "title") SELECT old_values."amount", old_values."closed_on", old_values."created_at", old_values."created_by_id", old_values."currency", old_values."deleted_at", old_values."details", old_values."expected_on", old_values."external_id", old_values."external_system", old_values."id", old_values."loss_comment", old_values."loss_reason_id", old_values."note", old_values."opened_on", old_values."owner_id", old_values."party_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product", old_values."source", old_values."stage_id", old_values."stage_since", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3fdcae9ec767ea38cd6cbd1f73f92da3059893b0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8271c', referencing='REFERENCING OLD TABLE AS old_values ', table='deals_deal', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='DealHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='deals.deal')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('created_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('deleted_at', models.DateTimeField(editable=False, null=True, verbose_name='in the bin since')),
                ('title', models.CharField(max_length=500, verbose_name='title')),
                ('party', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.party', verbose_name='client')),
                ('stage', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deals.stage', verbose_name='stage')),
                ('stage_since', models.DateTimeField(default=django.utils.timezone.now, verbose_name='on the stage since')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True, verbose_name='amount')),
                ('currency', models.CharField(default='RUB', max_length=3, verbose_name='currency')),
                ('product', models.CharField(blank=True, max_length=500, verbose_name='product')),
                ('opened_on', models.DateField(blank=True, null=True, verbose_name='opened on')),
                ('expected_on', models.DateField(blank=True, null=True, verbose_name='expected on')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('loss_reason', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deals.lossreason', verbose_name='reason of loss')),
                ('loss_comment', models.TextField(blank=True, verbose_name='comment on the loss')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('external_system', models.CharField(blank=True, max_length=100, verbose_name='outside system')),
                ('external_id', models.CharField(blank=True, max_length=200, verbose_name='key there')),
                ('details', models.JSONField(blank=True, default=dict, verbose_name='other details')),
            ],
            options={
                'db_table': 'deals_deal_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='deals_deal_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='220a85566443fa97573e82ca3b62b029118c91ab', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_03f16', table='deals_deal_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='DealPulse',
            fields=[
                ('deal', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='pulse', serialize=False, to='deals.deal')),
                ('last_touch_at', models.DateTimeField(null=True, verbose_name='last touch')),
                ('next_step_at', models.DateTimeField(null=True, verbose_name='next step at')),
                ('next_step', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='timeline.interaction')),
            ],
            options={
                'verbose_name': 'pulse',
                'indexes': [models.Index(fields=['next_step_at'], name='deal_pulse_next'), models.Index(fields=['last_touch_at'], name='deal_pulse_touch')],
            },
        ),
    ]
