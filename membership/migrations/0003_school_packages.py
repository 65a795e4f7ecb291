"""What each school has taken and pays in a year, as a view: of a fee for n schools the k-th has what the first k have
less what the first k - 1 have, both rounded down to the penny. A migration that changes a column it reads makes it anew.

All windows are parted by the year, so that a query for one year looks at that year alone.
"""

import django.db.models.deletion
from django.db import migrations, models

import thep.years

VIEW = """
create view membership_schoolpackage as
select min(id) as id, school_id, year, (array_agg(package_id order by period desc, id desc))[1] as package_id,
    sum((floor(fee * 100 * k / n) - floor(fee * 100 * (k - 1) / n)) / 100)::numeric(12, 2) as paid
from (
    select covered.id, covered.school_id, covered.period, agreement.year, agreement.package_id, agreement.fee,
        row_number() over (partition by agreement.year, agreement.id order by covered.school_id) as k,
        count(*) over (partition by agreement.year, agreement.id) as n
    from membership_agreementschool as covered
    join membership_agreement as agreement on agreement.id = covered.agreement_id
    join membership_package as package on package.id = agreement.package_id and package.is_sla
) as shares
group by school_id, year
"""


class Migration(migrations.Migration):
    dependencies = [("membership", "0002_rules_and_beginnings"), ("schools", "0001_tables")]

    operations = [
        migrations.RunSQL(VIEW, "drop view membership_schoolpackage"),
        migrations.CreateModel(
            name="SchoolPackage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", thep.years.AcademicYearField()),
                ("paid", models.DecimalField(decimal_places=2, max_digits=12)),
            ],
            options={"db_table": "membership_schoolpackage", "managed": False},
        ),
    ]
