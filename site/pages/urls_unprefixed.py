"""Addresses without a language: what search engines look for at the root."""

from django.urls import path

from pages.views.robots import robots, site_map_view

app_name = "pages-root"
urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", site_map_view, name="site-map"),
]
