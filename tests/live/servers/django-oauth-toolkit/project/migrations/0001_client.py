from django.db import migrations


def register_client(apps, schema_editor):
    """What the documentation does by hand at /o/applications/register/: a public client for the password grant."""
    application = apps.get_model("oauth2_provider", "Application")
    application.objects.create(
        client_id="latchkey",
        client_secret="",
        client_type="public",
        authorization_grant_type="password",
        name="Latchkey",
    )


class Migration(migrations.Migration):
    initial = True

    dependencies = [("oauth2_provider", "__latest__")]

    operations = [migrations.RunPython(register_client, migrations.RunPython.noop)]
