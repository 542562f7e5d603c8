"""What is published, in other forms than on its page."""

from django import template

from unions.text.richtext import plain_text

register = template.Library()

register.filter("plain_text", plain_text)
