"""The letters a partnership begins with: it changes their words as it likes."""

from django.db import migrations

WORDINGS = {
    "invitation": (
        "{{ partnership }}: your membership for {{ year }}",
        "Dear colleague,\n\n"
        "We would like {{ school }} to be with us again in {{ year }}. This year you are a member{{ with_package }}.\n\n"
        "Please tell us {{ by_when }} whether you renew, and whether you would like the same package or another. "
        "A reply to this letter is enough.\n\n"
        "{{ partnership }}",
    ),
    "reminder": (
        "{{ partnership }}: we have not heard from you about {{ year }}",
        "Dear colleague,\n\n"
        "{{ days }} ago we asked {{ school }} about its membership for {{ year }}, and we have no answer on record yet. "
        "If you have answered meanwhile, please forgive this reminder.\n\n"
        "Could you tell us {{ by_when }} whether you renew?\n\n"
        "{{ partnership }}",
    ),
}


def add_wordings(apps, schema_editor):
    wording = apps.get_model("membership", "LetterWording")
    for kind, (subject, text) in WORDINGS.items():
        wording.objects.create(kind=kind, subject=subject, text=text)


class Migration(migrations.Migration):
    dependencies = [("membership", "0005_renewals_and_prices")]

    operations = [migrations.RunPython(add_wordings, migrations.RunPython.noop)]
