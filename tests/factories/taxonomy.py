"""Vocabulary for tests."""

import factory

from taxonomy.models import Audience, Dimension, Province, Sector, Skill, Topic


class _Term(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    code = factory.Sequence(lambda number: f"terim-{number}")
    name_tr = factory.Sequence(lambda number: f"Terim {number}")


class TopicFactory(_Term):
    class Meta:
        model = Topic


class AudienceFactory(_Term):
    class Meta:
        model = Audience


class ProvinceFactory(_Term):
    class Meta:
        model = Province


class SectorFactory(_Term):
    class Meta:
        model = Sector

    number = factory.Sequence(lambda number: f"{number}")


class SkillFactory(_Term):
    class Meta:
        model = Skill

    family = "cognitive"


class DimensionFactory(_Term):
    class Meta:
        model = Dimension

    framework = "SIRI"
    number = factory.Sequence(lambda number: number + 1)
