from django.db import migrations, models


def write_posts(apps, schema_editor):
    post = apps.get_model("posts", "Post")
    post.objects.bulk_create(
        post(title=f"Post {number}", body=f"What post {number} says.") for number in range(1, 46)
    )


class Migration(migrations.Migration):
    initial = True

    operations = [
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=100)),
                ("body", models.TextField()),
            ],
        ),
        migrations.RunPython(write_posts, migrations.RunPython.noop),
    ]
