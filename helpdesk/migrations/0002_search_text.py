from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("helpdesk", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="ticket", name="search_text", field=models.TextField(blank=True, default="")
        ),
    ]
