"""A person's notifications and how she wants them."""

from django.urls import path

from notifications.views import devices, phone, preferences, reading, unsubscribing

app_name = "notifications"
urlpatterns = [
    path("", reading.notification_list, name="list"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("preferences/address-works/", preferences.address_works, name="address-works"),
    path("preferences/text-messages/", phone.consent, name="sms-consent"),
    path("devices/", devices.device_add, name="device-add"),
    path("devices/<uuid:uuid>/remove/", devices.device_remove, name="device-remove"),
    path("phone/", phone.phone_confirm, name="phone-confirm"),
    path("phone/send/", phone.code_send, name="phone-code-send"),
    path("unsubscribe/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
    path("read/", reading.read_all, name="read-all"),
    path("<uuid:uuid>/open/", reading.notification_open, name="open"),
    path("<uuid:uuid>/read/", reading.notification_read, name="read"),
]
