"""A passkey's row as the sign-in pages expect it: written by the same library, for a key that nobody has."""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)


def make_passkey(user: Any, name: str) -> Authenticator:
    """A passkey of this person."""
    identifier = user.pk.to_bytes(16, "big")
    key = ES256({1: 2, 3: -7, -1: 1, -2: b"\x01" * 32, -3: b"\x02" * 32})
    attested = AttestedCredentialData.create(Aaguid.NONE, identifier, key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(b"\x00" * 32, flags, 0, attested)
    client = CollectedClientData.create(CollectedClientData.TYPE.CREATE, b"\x03" * 32, "http://testserver")
    answer = AuthenticatorAttestationResponse(
        client_data=client, attestation_object=AttestationObject.create("none", data, {})
    )
    credential = json.loads(json.dumps(dict(RegistrationResponse(raw_id=identifier, response=answer))))
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": credential}
    )
