"""Makes `{{ form }}` come out in our look: label, help, errors joined to the field, a summary at the top."""

from django.forms.renderers import TemplatesSetting


class ComponentRenderer(TemplatesSetting):
    form_template_name = "components/form/form.html"
    field_template_name = "components/form/field.html"
