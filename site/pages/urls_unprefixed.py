"""Addresses without a language: what search engines look for at the root."""

from django.urls import path

from pages.views.icon import site_icon
from pages.views.robots import robots, site_map_view
from pages.views.theme import theme

app_name = "pages-root"
urlpatterns = [
    path("theme.css", theme, name="theme"),
    path("site-icon-<int:size>.png", site_icon, name="site-icon"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", site_map_view, name="site-map"),
]
