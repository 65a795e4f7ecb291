"""What is no model's: the cache's table, and the ways in which changes are found.

The cache is where all processes count who tried to sign in and how often. It is made here and not by `createcachetable`,
which somebody would have to remember.
"""

from django.db import migrations


class Migration(migrations.Migration):
    replaces = [("accounts", "0003_cache")]

    dependencies = [("accounts", "0001_tables")]

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
        ),
        migrations.RunSQL(  # the changes of one person
            "create index accounts_context_of_person on pghistory_context ((metadata->>'user'))",
            "drop index accounts_context_of_person",
        ),
        migrations.RunSQL(  # the files that records came from, latest first
            "create index accounts_context_of_file on pghistory_context (created_at) where metadata ? 'file'",
            "drop index accounts_context_of_file",
        ),
    ]
