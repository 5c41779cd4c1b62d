"""The texts about a person's own login and tokens, and about the people who may come in, in both languages."""

from dataclasses import dataclass

from assistant.locale import Counted, Texts
from assistant.people.person import Origin


@dataclass(frozen=True)
class PeopleTexts:
    """The texts of one language; words in braces are filled in. ``faults`` and ``done`` are found by a code."""

    password: str
    password_old: str
    password_new: str
    password_hint: str
    change: str
    sessions: str
    sessions_here: str
    sessions_unknown: str
    sessions_since: str
    sessions_end: str
    sessions_end_all: str
    sessions_end_others: str
    sessions_none: str
    tokens: str
    tokens_hint: Counted
    tokens_none: str
    token_label: str
    token_make: str
    token_secret: str
    token_told_once: str
    token_until: str
    token_ended: str
    token_used: str
    token_unused: str
    token_withdraw: str
    token_withdraw_which: str
    people: str
    people_lead: str
    audit: str
    name: str
    role: str
    known_by: str
    state: str
    shut_out: str
    may_come_in: str
    origins: dict[Origin, str]
    add: str
    add_no_password: str
    password_length: str
    give_role: str
    role_from_groups: str
    give_password: str
    disable: str
    disable_hint: str
    enable: str
    remove: str
    remove_hint: str
    remove_confirm: str
    match: str
    match_hint: str
    match_came: str
    match_subject: str
    match_do: str
    yourself: str
    back: str
    done: dict[str, str]
    faults: dict[str, str]


PEOPLE_TEXTS = Texts(PeopleTexts, "people")
