"""What an identity provider says of somebody, and what of it is believed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.errors import AccountError
from assistant.people.person import Role, clean_name

LONGEST_SUBJECT = 255


@dataclass(frozen=True)
class Rules:
    """Who is let in and as what; without ``domains`` everyone, without ``roles`` nobody's role comes from a group.

    ``groups`` says where a person's groups stand in the claims: names of claims within claims, with dots.
    """

    domains: Collection[str] = ()
    roles: Mapping[str, Role] = field(default_factory=dict)
    groups: str = "groups"


@dataclass(frozen=True)
class Claimed:
    """Somebody as a provider knows them: by issuer and subject. ``name`` and ``email`` are labels.

    ``email`` is empty where the provider has not verified it; ``role`` is None where groups do not decide on it.
    """

    issuer: str
    subject: str
    name: str
    email: str = ""
    role: Role | None = None


def claimed(claims: Mapping[str, Any], rules: Rules) -> Claimed | None:
    """Return whom claims are about, None where they name nobody or somebody who may not come in."""
    issuer, subject = _text(claims, "iss"), _text(claims, "sub")
    if not issuer or not 0 < len(subject) <= LONGEST_SUBJECT:
        return None
    email = _text(claims, "email") if claims.get("email_verified") is True else ""
    _, at, domain = email.casefold().rpartition("@")
    if rules.domains and not (at and domain in rules.domains):
        return None
    labels = (email, *(_text(claims, name) for name in ("preferred_username", "name")), subject)
    name = next((clean for label in labels if (clean := _clean(label))), "")
    return Claimed(issuer.rstrip("/"), subject, name, email, _role(claims, rules)) if name else None


def _role(claims: Mapping[str, Any], rules: Rules) -> Role | None:
    """Return the highest role that the groups give; whoever is in none of them is a reader."""
    if not rules.roles:
        return None
    found = {rules.roles[each] for each in _groups(claims, rules.groups) if each in rules.roles}
    return max(found, key=list(Role).index, default=Role.READER)


def _groups(claims: Mapping[str, Any], path: str) -> list[str]:
    """Return the groups at a place in the claims, none where there are none, or something else stands there."""
    found: Any = claims
    for name in [path] if path in claims else path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    listed = [found] if isinstance(found, str) else found
    return [each for each in listed if isinstance(each, str)] if isinstance(listed, list) else []


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) else ""


def _clean(label: str) -> str:
    try:
        return clean_name(label)
    except AccountError:
        return ""
