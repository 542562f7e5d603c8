from django.db import models


class Member(models.Model):
    name = models.CharField(max_length=100)
    slug = models.SlugField()
    province = models.CharField(max_length=100)
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
