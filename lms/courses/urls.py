"""Addresses of courses."""

from django.urls import path

from lms.courses.views import builder, preview, publishing

urlpatterns = [
    path("teach/courses/new/", builder.course_create, name="course-create"),
    path("teach/courses/<uuid:course_key>/", builder.course_builder, name="course-builder"),
    path("teach/courses/<uuid:course_key>/rename/", builder.page_rename, name="course-rename"),
    path("teach/courses/<uuid:course_key>/modules/", builder.module_create, name="module-create"),
    path("teach/courses/<uuid:course_key>/place/", builder.page_place, name="course-page-place"),
    path(
        "teach/courses/<uuid:course_key>/modules/<uuid:module_key>/lessons/",
        builder.lesson_create,
        name="lesson-create",
    ),
    path(
        "teach/courses/<uuid:course_key>/pages/<uuid:page_key>/rename/",
        builder.page_rename,
        name="course-page-rename",
    ),
    path(
        "teach/courses/<uuid:course_key>/pages/<uuid:page_key>/act/", builder.page_act, name="course-page-act"
    ),
    path(
        "teach/courses/<uuid:course_key>/lessons/<uuid:page_key>/save/",
        builder.lesson_save,
        name="lesson-save",
    ),
    path(
        "teach/courses/<uuid:course_key>/lessons/<uuid:page_key>/<slug:kind>/",
        builder.activity_create,
        name="builder-activity-create",
    ),
    path("teach/courses/<uuid:course_key>/publish/", publishing.course_publish, name="course-publish"),
    path("preview/<str:token>/", preview.course_preview, name="course-preview"),
    path("preview/<str:token>/<uuid:lesson_key>/", preview.course_preview, name="course-preview-lesson"),
]
