import django.db.models.deletion
import django.db.models.functions.text
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
            name='Touchpoint',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('kind', models.CharField(choices=[('shop', 'Shop or office'), ('site', 'Site'), ('advert', 'Advertisement'), ('dealer', 'Dealer'), ('call', 'Call'), ('courier', 'Courier'), ('exhibition', 'Exhibition'), ('mail', 'Mail'), ('messenger', 'Messenger'), ('other', 'Other')], max_length=20, verbose_name='sort')),
                ('is_direct', models.BooleanField(default=True, verbose_name='we speak with the client ourselves')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                ('default_for', models.CharField(blank=True, max_length=20, verbose_name='kind of contact')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answers for quality')),
                ('cost', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True, verbose_name='cost a month')),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'touchpoint',
                'verbose_name_plural': 'touchpoints',
                'ordering': ['position', 'name'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='touchpoint_name'), models.UniqueConstraint(condition=models.Q(('default_for', ''), _negated=True), fields=('default_for',), name='touchpoint_default'), models.CheckConstraint(condition=models.Q(('cost', None), ('cost__gte', 0), _connector='OR'), name='touchpoint_cost_not_negative')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "touchpoints_touchpoint_history" ("cost", "default_for", "id", "is_active", "is_direct", "kind", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."cost", new_values."default_for", new_values."id", new_values."is_active", new_values."is_direct", new_values."kind", new_values."name", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d31f2069588b4f7be391d6d94f211dd2ef54021c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3da33', referencing='REFERENCING NEW TABLE AS new_values ', table='touchpoints_touchpoint', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "touchpoints_touchpoint_history" ("cost", "default_for", "id", "is_active", "is_direct", "kind", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."cost", new_values."default_for", new_values."id", new_values."is_active", new_values."is_direct", new_values."kind", new_values."name", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='abed252da2c7a9a0e13a6408e6f768def1ebcd20', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3b451', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='touchpoints_touchpoint', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "touchpoints_touchpoint_history" ("cost", "default_for", "id", "is_active", "is_direct", "kind", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT old_values."cost", old_values."default_for", old_values."id", old_values."is_active", old_values."is_direct", old_values."kind", old_values."name", old_values."owner_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6769baa72a1fcec4d9139b476fd45b855d10a0fa', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_662e2', referencing='REFERENCING OLD TABLE AS old_values ', table='touchpoints_touchpoint', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='TouchpointHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='touchpoints.touchpoint')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('kind', models.CharField(choices=[('shop', 'Shop or office'), ('site', 'Site'), ('advert', 'Advertisement'), ('dealer', 'Dealer'), ('call', 'Call'), ('courier', 'Courier'), ('exhibition', 'Exhibition'), ('mail', 'Mail'), ('messenger', 'Messenger'), ('other', 'Other')], max_length=20, verbose_name='sort')),
                ('is_direct', models.BooleanField(default=True, verbose_name='we speak with the client ourselves')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                ('default_for', models.CharField(blank=True, max_length=20, verbose_name='kind of contact')),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answers for quality')),
                ('cost', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True, verbose_name='cost a month')),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'db_table': 'touchpoints_touchpoint_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='touchpoints_touchpoi_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='954aab06fd1e56bf9ca582d1a4a5a2c60a446423', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e972e', table='touchpoints_touchpoint_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='PartyTouch',
            fields=[
                ('party', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='touch', serialize=False, to='directory.party')),
                ('first', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='touchpoints.touchpoint')),
                ('first_at', models.DateTimeField(null=True, verbose_name='first contact')),
                ('last', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='touchpoints.touchpoint')),
                ('last_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'attribution',
            },
        ),
    ]
