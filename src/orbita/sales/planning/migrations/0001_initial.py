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
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='SalesPlan',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='employee')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.department', verbose_name='department')),
                ('month', models.DateField(verbose_name='month')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18, verbose_name='amount')),
                ('count', models.PositiveIntegerField(blank=True, null=True, verbose_name='number of deals')),
            ],
            options={
                'verbose_name': 'sales plan',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('department__isnull', False), ('user', None)), models.Q(('department', None), ('user__isnull', False)), _connector='OR'), name='sales_plan_of_one'), models.UniqueConstraint(condition=models.Q(('department', None)), fields=('month', 'user'), name='sales_plan_user_once'), models.UniqueConstraint(condition=models.Q(('user', None)), fields=('month', 'department'), name='sales_plan_department_once'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='sales_plan_month'), models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='sales_plan_not_negative')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_salesplan_history" ("amount", "count", "department_id", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."amount", new_values."count", new_values."department_id", new_values."id", new_values."month", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='89133d31d11d6f361bb64755dfe3c23f30352bf1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d9e35', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_salesplan', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_salesplan_history" ("amount", "count", "department_id", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."amount", new_values."count", new_values."department_id", new_values."id", new_values."month", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d34752d260d063f295bd0613b87ccd2b04689598', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d410b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_salesplan', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_salesplan_history" ("amount", "count", "department_id", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT old_values."amount", old_values."count", old_values."department_id", old_values."id", old_values."month", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0909815024ebecdb01ded6353153950b13a38339', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6980b', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_salesplan', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ActivityNorm',
            fields=[
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='employee')),
                ('role', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.role', verbose_name='role')),
                ('step', models.CharField(choices=[('call', 'Calls'), ('talk', 'Talks'), ('meeting', 'Meetings'), ('offer', 'Offers'), ('deal', 'Deals opened')], max_length=20, verbose_name='step')),
                ('amount', models.PositiveSmallIntegerField(verbose_name='how many')),
                ('per', models.CharField(choices=[('day', 'a day'), ('week', 'a week')], default='day', max_length=10, verbose_name='per')),
            ],
            options={
                'verbose_name': 'norm of activity',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('role__isnull', False), ('user', None)), models.Q(('role', None), ('user__isnull', False)), _connector='OR'), name='activity_norm_of_one'), models.UniqueConstraint(condition=models.Q(('role', None)), fields=('user', 'step'), name='activity_norm_user_once'), models.UniqueConstraint(condition=models.Q(('user', None)), fields=('role', 'step'), name='activity_norm_role_once'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='activity_norm_positive')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_activitynorm_history" ("amount", "id", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "step", "user_id") SELECT new_values."amount", new_values."id", new_values."per", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role_id", new_values."step", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c6ec0a0df5326be1a981086a8ea6f1b907ea2c7d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_84d03', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_activitynorm', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_activitynorm_history" ("amount", "id", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "step", "user_id") SELECT new_values."amount", new_values."id", new_values."per", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role_id", new_values."step", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a0bf639c4ee05494a492e1779034e2cb58ca3736', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_439f1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_activitynorm', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_activitynorm_history" ("amount", "id", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "step", "user_id") SELECT old_values."amount", old_values."id", old_values."per", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role_id", old_values."step", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0b780e0edded02db3cb05aaf137464e475c87311', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_81654', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_activitynorm', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SalesPlanHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.salesplan')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='employee')),
                ('department', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.department', verbose_name='department')),
                ('month', models.DateField(verbose_name='month')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18, verbose_name='amount')),
                ('count', models.PositiveIntegerField(blank=True, null=True, verbose_name='number of deals')),
            ],
            options={
                'db_table': 'planning_salesplan_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='planning_salesplan_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='154df00b32396a8c32dc143b2881972f758c38a2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3384b', table='planning_salesplan_history', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='ActivityNormHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.activitynorm')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=orbita.platform.keys.uuid7, editable=False, serialize=False)),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='employee')),
                ('role', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.role', verbose_name='role')),
                ('step', models.CharField(choices=[('call', 'Calls'), ('talk', 'Talks'), ('meeting', 'Meetings'), ('offer', 'Offers'), ('deal', 'Deals opened')], max_length=20, verbose_name='step')),
                ('amount', models.PositiveSmallIntegerField(verbose_name='how many')),
                ('per', models.CharField(choices=[('day', 'a day'), ('week', 'a week')], default='day', max_length=10, verbose_name='per')),
            ],
            options={
                'db_table': 'planning_activitynorm_history',
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj', 'pgh_id'], name='planning_activitynor_h_obj')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cce7b95a9620f58943e07423e6541f862d32e24e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fcf2b', table='planning_activitynorm_history', when='BEFORE'))],
            },
        ),
    ]
