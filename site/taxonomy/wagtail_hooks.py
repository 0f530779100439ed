"""What the vocabularies add to the CMS."""

from wagtail.snippets.models import register_snippet

from taxonomy.viewsets import TaxonomyGroup

register_snippet(TaxonomyGroup)
