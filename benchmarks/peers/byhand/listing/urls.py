from django.contrib import admin
from django.urls import path

from listing import views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("uyeler/", views.members, name="members"),
    path("uyeler/<slug:slug>/", views.member, name="member"),
    path("<slug:slug>/", views.page, name="page"),
]
