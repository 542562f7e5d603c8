from django.db import models
from django.urls import reverse


class Union(models.Model):
    name = models.CharField(max_length=200)

    def __str__(self):
        return self.name


class Province(models.Model):
    name = models.CharField(max_length=100)

    def __str__(self):
        return self.name


class MenuEntry(models.Model):
    title = models.CharField(max_length=100)
    slug = models.SlugField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("page", args=[self.slug])


class Member(models.Model):
    name = models.CharField(max_length=100)
    slug = models.SlugField()
    province = models.ForeignKey(Province, on_delete=models.PROTECT)
    kind = models.CharField(max_length=100)
    mayor = models.CharField(max_length=100)
    phone = models.CharField(max_length=100)
    email = models.EmailField()
    website = models.URLField()
    address = models.TextField()
    population = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("member", args=[self.slug])
