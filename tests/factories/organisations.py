"""Organisations for tests."""

import factory

from organisations.models import Firm, Partner, TrainingCentre
from tests.factories.taxonomy import ProvinceFactory, SectorFactory


class FirmFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Firm

    code = factory.Sequence(lambda number: f"firma-{number}")
    name = factory.Sequence(lambda number: f"Körfez Vana {number} Ltd. Şti.")
    kind = "firm"
    province = factory.SubFactory(ProvinceFactory)
    sector = factory.SubFactory(SectorFactory)
    activity_code = "28.14"
    size = "small"


class TrainingCentreFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TrainingCentre

    code = factory.Sequence(lambda number: f"merkez-{number}")
    name = factory.Sequence(lambda number: f"Eğitim Merkezi {number}")
    kind = "training_centre"


class PartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partner

    code = factory.Sequence(lambda number: f"ortak-{number}")
    name = factory.Sequence(lambda number: f"Ortak {number}")
    kind = "un_agency"
