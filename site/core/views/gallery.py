"""Every component on one page, for developers and designers: on a laptop for all, elsewhere for staff."""

from types import SimpleNamespace

import segno
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from core.charts import Series, bar_chart, line_chart
from core.icons import ICONS


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("As it should stand on the certificate.")
    )
    email = forms.EmailField(label=_("E-mail address"), required=False)
    province = forms.ChoiceField(
        label=_("Province"), choices=[("16", "Bursa"), ("34", "İstanbul"), ("35", "İzmir")]
    )
    answer = forms.ChoiceField(
        label=_("When do you want to come?"),
        widget=forms.RadioSelect,
        choices=[("morning", _("In the morning")), ("evening", _("In the evening"))],
    )
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    file = forms.FileField(label=_("File"), required=False)
    consent = forms.BooleanField(label=_("I have read the privacy notice."))


def gallery(request: HttpRequest) -> HttpResponse:
    """The component gallery."""
    if not (settings.DEBUG or settings.DEMO_MODE or request.user.is_staff):
        raise Http404
    wrong = ExampleForm({"name": "", "email": "ayşe@", "province": "16"}, auto_id="wrong_%s")
    courses = ["Üretime İlk Adım: Fabrika Kültürü", "İş Sağlığı ve Güvenliği", "5S ve Yalın Çalışmaya Giriş"]
    context = {
        "form": ExampleForm(),
        "wrong": wrong,
        "icons": ICONS,
        "page_obj": Paginator(range(200), 10).page(5),
        "crumbs": [
            SimpleNamespace(label="Eğitimler", url="#"),
            SimpleNamespace(label="Operatör", url="#"),
            SimpleNamespace(label="5S ve Yalın Çalışmaya Giriş", url=""),
        ],
        "facts": [
            {"label": "Süre", "value": "2 sa 30 dk"},
            {"label": "Ders", "value": "16"},
            {"label": "Dil", "value": "Türkçe, Arapça"},
        ],
        "qr": segno.make("https://imece.example/gallery/", error="m").svg_data_uri(scale=5),
        "steps": ["Kişi bilgileri", "Program", "Onay"],
        "tabs": [
            {"label": "Dersler", "url": "#", "is_current": True},
            {"label": "Notlar", "url": "#", "is_current": False},
        ],
        "people": [
            ("Şükran Çağlar", "Uludağ Otomotiv Yan Sanayi A.Ş.", 86, "12.11.2026"),
            ("Işıl Yıldız", "Fırat Halı ve Dokuma A.Ş.", 72, "10.11.2026"),
            ("Rûya El-Hamed", "Haliç Konfeksiyon Ltd. Şti.", 100, "14.11.2026"),
        ],
        "bars": bar_chart("Eğitim başına tamamlayan", courses, [Series("Tamamlayan", [18, 15, 9])], top=20),
        "grouped": bar_chart(
            "İlk ve son ölçüm",
            courses,
            [Series("İlk", [42, 55, 38]), Series("Son", [78, 81, 69])],
            unit=" %",
            top=100,
        ),
        "lines": line_chart(
            "Haftalara göre katılım",
            ["1", "2", "3", "4", "5", "6"],
            [Series("Bursa", [92, 88, 90, None, 85, 91]), Series("İzmir", [80, 84, 83, 88, 90, 92])],
            unit=" %",
            top=100,
        ),
    }
    return render(request, "core/gallery.html", context)
