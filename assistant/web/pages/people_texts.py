"""The texts about a person's own login and tokens, and about the people who may come in, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language
from assistant.people.passwords import LONGEST, SHORTEST
from assistant.people.person import MAX_NAME, Origin


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
    tokens_hint: str
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


PEOPLE_TEXTS = {
    Language.EN: PeopleTexts(
        password="Password",
        password_old="Your password now",
        password_new="New password",
        password_hint=f"{SHORTEST} to {LONGEST} characters. You stay logged in here only.",
        change="Change password",
        sessions="Where you are logged in",
        sessions_here="this browser",
        sessions_unknown="An unknown browser",
        sessions_since="since {begun}",
        sessions_end="Log out: {session}",
        sessions_end_all="Log out everywhere",
        sessions_end_others="Log out everywhere else",
        sessions_none="Not logged in anywhere.",
        tokens="Tokens for programs",
        tokens_hint="With a token a program asks in your name, through the API. It ends after {days} days.",
        tokens_none="There are none.",
        token_label="What is it for?",
        token_make="Make a token",
        token_secret="The token “{label}”:",
        token_told_once="Copy it now: it is shown this once, and nobody can look it up later.",
        token_until="until {until}",
        token_ended="has ended",
        token_used="last used on {used}",
        token_unused="never used",
        token_withdraw="Withdraw",
        token_withdraw_which="Withdraw {label}",
        people="People",
        people_lead="Who may come in, and what each may do. Every change is in the audit log.",
        audit="Audit log",
        name="Name",
        role="Role",
        known_by="Known by",
        state="State",
        shut_out="shut out",
        may_come_in="may come in",
        origins={
            Origin.PASSWORD: "account here",
            Origin.PROXY: "proxy",
            Origin.SINGLE_SIGN_ON: "single sign-on",
        },
        add="Add a person",
        add_no_password="Leave the password empty for someone whom a proxy or a provider lets in.",
        give_role="Give this role",
        role_from_groups="The provider's groups give this person's role, at each login.",
        give_password="Give this password",
        disable="Shut out",
        disable_hint="Ends all logins at once and withdraws all tokens. What was asked stays.",
        enable="Let in again",
        remove="Remove this person",
        remove_hint="This removes the person with all chats, answers and feedback for good.",
        remove_confirm="Yes, remove {name}",
        match="Match with single sign-on",
        match_hint="From then on whom the provider knows as this opens the account; no name and no password does. It "
        "is done once, and cannot be undone.",
        match_came="Came in with this address:",
        match_subject="Subject at the provider (sub)",
        match_do="Match",
        yourself="That is you. Ask another maintainer to change your role or to shut you out.",
        back="All people",
        done={
            "password": "The password has been changed.",
            "sessions": "Logged out.",
            "revoked": "The token is worth nothing from now on.",
            "role": "The role holds from the next click on.",
            "added": "Added.",
            "disabled": "Shut out.",
            "enabled": "Let in again.",
            "removed": "Removed.",
            "matched": "Matched.",
        },
        faults={
            "name": f"A name or label has 1 to {MAX_NAME} visible characters.",
            "taken": "There is somebody of that name already.",
            "password": f"A password has {SHORTEST} to {LONGEST} characters.",
            "wrong_password": "That is not your password now.",
            "too_many_tries": "Too many tries. Wait a minute.",
            "unknown": "There is no such person any more.",
            "own": "Ask another maintainer to change your own role, or to shut you out.",
            "many_tokens": "There are many tokens already. Withdraw one first.",
            "no_token": "There is no such token any more.",
            "matched": "Already matched. An account is matched once.",
            "whom": "Say whom the provider means: give the subject.",
            "role": "There is no such role.",
            "several": "Several people are called so.",
        },
    ),
    Language.NL: PeopleTexts(
        password="Wachtwoord",
        password_old="Je wachtwoord nu",
        password_new="Nieuw wachtwoord",
        password_hint=f"{SHORTEST} tot {LONGEST} tekens. Je blijft hier ingelogd en wordt overal elders uitgelogd.",
        change="Wijzig wachtwoord",
        sessions="Waar je bent ingelogd",
        sessions_here="deze browser",
        sessions_unknown="Een onbekende browser",
        sessions_since="sinds {begun}",
        sessions_end="Log uit: {session}",
        sessions_end_all="Log overal uit",
        sessions_end_others="Log overal elders uit",
        sessions_none="Nergens ingelogd.",
        tokens="Tokens voor programma's",
        tokens_hint="Met een token stelt een programma vragen namens jou, via de API. Het verloopt na {days} dagen.",
        tokens_none="Er zijn er geen.",
        token_label="Waarvoor is het?",
        token_make="Maak een token",
        token_secret="Het token ‘{label}’:",
        token_told_once="Kopieer het nu: het wordt alleen deze keer getoond en niemand kan het later opzoeken.",
        token_until="tot {until}",
        token_ended="is verlopen",
        token_used="voor het laatst gebruikt op {used}",
        token_unused="nooit gebruikt",
        token_withdraw="Trek in",
        token_withdraw_which="Trek {label} in",
        people="Mensen",
        people_lead="Wie binnen mogen en wat ieder mag. Elke wijziging staat in het logboek.",
        audit="Logboek",
        name="Naam",
        role="Rol",
        known_by="Bekend via",
        state="Toegang",
        shut_out="buitengesloten",
        may_come_in="mag binnen",
        origins={
            Origin.PASSWORD: "account hier",
            Origin.PROXY: "proxy",
            Origin.SINGLE_SIGN_ON: "single sign-on",
        },
        add="Voeg iemand toe",
        add_no_password="Laat het wachtwoord leeg voor iemand die door een proxy of provider wordt toegelaten.",
        give_role="Geef deze rol",
        role_from_groups="De groepen van de provider bepalen de rol, bij elke keer inloggen.",
        give_password="Geef dit wachtwoord",
        disable="Sluit buiten",
        disable_hint="Beëindigt meteen alle sessies en trekt alle tokens in. Wat is gevraagd blijft bewaard.",
        enable="Laat weer toe",
        remove="Verwijder deze persoon",
        remove_hint="Hiermee verwijder je deze persoon met alle chats, antwoorden en feedback voorgoed.",
        remove_confirm="Ja, verwijder {name}",
        match="Koppel aan single sign-on",
        match_hint="Vanaf dan opent wie de provider zo kent dit account; geen naam en geen wachtwoord meer. Het "
        "gebeurt één keer en is niet terug te draaien.",
        match_came="Kwam binnen met dit adres:",
        match_subject="Subject bij de provider (sub)",
        match_do="Koppel",
        yourself="Dat ben jij. Vraag een andere beheerder om je rol te wijzigen of je buiten te sluiten.",
        back="Alle mensen",
        done={
            "password": "Het wachtwoord is gewijzigd.",
            "sessions": "Uitgelogd.",
            "revoked": "Het token is vanaf nu niets meer waard.",
            "role": "De rol geldt vanaf de volgende klik.",
            "added": "Toegevoegd.",
            "disabled": "Buitengesloten.",
            "enabled": "Weer toegelaten.",
            "removed": "Verwijderd.",
            "matched": "Gekoppeld.",
        },
        faults={
            "name": f"Een naam of omschrijving heeft 1 tot {MAX_NAME} zichtbare tekens.",
            "taken": "Er is al iemand met die naam.",
            "password": f"Een wachtwoord heeft {SHORTEST} tot {LONGEST} tekens.",
            "wrong_password": "Dat is niet je wachtwoord van nu.",
            "too_many_tries": "Te veel pogingen. Wacht een minuut.",
            "unknown": "Deze persoon is er niet meer.",
            "own": "Vraag een andere beheerder om je eigen rol te wijzigen of je buiten te sluiten.",
            "many_tokens": "Er zijn al veel tokens. Trek er eerst een in.",
            "no_token": "Dit token is er niet meer.",
            "matched": "Al gekoppeld. Een account wordt één keer gekoppeld.",
            "whom": "Zeg wie de provider bedoelt: geef het subject.",
            "role": "Deze rol bestaat niet.",
            "several": "Meer mensen heten zo.",
        },
    ),
}
