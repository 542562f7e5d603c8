from cms.plugin_base import CMSPluginBase
from cms.plugin_pool import plugin_pool

from listing.models import Member


@plugin_pool.register_plugin
class MembersPlugin(CMSPluginBase):
    name = "Members"
    render_template = "listing/members.html"

    def render(self, context, instance, placeholder):
        context = super().render(context, instance, placeholder)
        context["members"] = Member.objects.all()
        return context
