"""The table of Django's database cache, where all processes count who tried to sign in and how often.

Made here and not by `createcachetable`, which somebody would have to remember.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_people")]

    operations = [
        migrations.RunSQL(
            """
            create table portal_cache (
                cache_key varchar(255) primary key,
                value text not null,
                expires timestamp with time zone not null
            );
            create index portal_cache_expires on portal_cache (expires);
            """,
            "drop table portal_cache",
        )
    ]
