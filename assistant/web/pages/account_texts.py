"""The texts about logging in and about what is kept of a person, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language
from assistant.people.person import Role


@dataclass(frozen=True)
class AccountTexts:
    """The texts of one language; words in braces are filled in."""

    log_in: str
    log_in_first: str
    log_out: str
    name_label: str
    password_label: str
    wrong_password: str
    too_many_tries: str
    log_in_elsewhere: str
    ask_for_account: str
    not_let_in: str
    provider_down: str
    provider_unfit: str
    forbidden: str
    logged_out_chat: str
    your_data: str
    review: str
    role_label: str
    roles: dict[Role, str]
    kept_days: str
    kept_nothing: str
    kept_what: str
    stays_here: str
    goes_to_model: str
    kept_count: str
    download_data: str
    remove_data: str
    remove_warning: str
    remove_confirm: str
    removed_data: str


ACCOUNT_TEXTS = {
    Language.EN: AccountTexts(
        log_in="Log in",
        log_in_first="Log in first.",
        log_out="Log out",
        name_label="Name",
        password_label="Password",
        wrong_password="This name and password do not go together. Check both and try again.",
        too_many_tries="Too many tries. Wait a quarter of an hour, or ask the administrator for a new password.",
        log_in_elsewhere="Log in with your organisation",
        ask_for_account="No account yet, or forgot your password? Ask the administrator of this assistant.",
        not_let_in="Your organisation's account does not give access here. Ask the administrator of this assistant.",
        provider_down="Your organisation's login does not answer. Try again in a moment.",
        provider_unfit="Logging in with your organisation is not set up well here. Tell the administrator of this "
        "assistant; the log says what is wrong.",
        forbidden="Your role does not give access to this page.",
        logged_out_chat="Your session has ended. Reload the page to log in again.",
        your_data="Your data",
        review="Review",
        role_label="Role",
        roles={Role.READER: "reader", Role.REVIEWER: "reviewer", Role.MAINTAINER: "maintainer"},
        kept_days="Your chats, the answers with their sources and your feedback are kept for {days} days after you "
        "last used them, and then removed.",
        kept_nothing="Nothing of your chats is kept: they are gone when you close the page.",
        kept_what="They are used to show you your earlier chats, and by the SER to check the quality of answers. It "
        "does not see who asked. An answer that it has checked stays, with its question but without your name, also "
        "when you remove your data.",
        stays_here="Nothing that you ask leaves this server.",
        goes_to_model="To write an answer, your question and the passages found go to the language model {model}.",
        kept_count="Kept now: chats {chats}, answers {answers}, feedback {feedback}.",
        download_data="Download everything",
        remove_data="Remove everything",
        remove_warning="This removes all your chats, answers and feedback for good.",
        remove_confirm="Yes, remove everything",
        removed_data="Everything has been removed.",
    ),
    Language.NL: AccountTexts(
        log_in="Inloggen",
        log_in_first="Log eerst in.",
        log_out="Uitloggen",
        name_label="Naam",
        password_label="Wachtwoord",
        wrong_password="Deze naam en dit wachtwoord horen niet bij elkaar. Controleer ze en probeer het nog eens.",
        too_many_tries="Te veel pogingen. Wacht een kwartier, of vraag de beheerder om een nieuw wachtwoord.",
        log_in_elsewhere="Inloggen via je organisatie",
        ask_for_account="Nog geen account, of je wachtwoord vergeten? Vraag het de beheerder van deze assistent.",
        not_let_in="Je account bij je organisatie geeft hier geen toegang. Vraag het de beheerder van deze assistent.",
        provider_down="De inlogpagina van je organisatie geeft geen antwoord. Probeer het zo nog eens.",
        provider_unfit="Inloggen via je organisatie is hier niet goed ingesteld. Meld het de beheerder van deze "
        "assistent; in het logboek van de server staat wat er mis is.",
        forbidden="Je rol geeft geen toegang tot deze pagina.",
        logged_out_chat="Je sessie is verlopen. Laad de pagina opnieuw om in te loggen.",
        your_data="Je gegevens",
        review="Beoordelen",
        role_label="Rol",
        roles={Role.READER: "lezer", Role.REVIEWER: "beoordelaar", Role.MAINTAINER: "beheerder"},
        kept_days="Je chats, de antwoorden met hun bronnen en je feedback blijven {days} dagen bewaard nadat je ze "
        "voor het laatst gebruikte, en worden dan verwijderd.",
        kept_nothing="Van je chats wordt niets bewaard: ze zijn weg zodra je de pagina sluit.",
        kept_what="Ze worden gebruikt om jou je eerdere chats te tonen, en door de SER om de kwaliteit van antwoorden "
        "te controleren. De SER ziet daarbij niet wie iets vroeg. Een antwoord dat de SER heeft gecontroleerd blijft "
        "bewaard, met de vraag maar zonder je naam, ook als je je gegevens verwijdert.",
        stays_here="Niets van wat je vraagt verlaat deze server.",
        goes_to_model="Om een antwoord te schrijven gaan je vraag en de gevonden passages naar het taalmodel {model}.",
        kept_count="Nu bewaard: chats {chats}, antwoorden {answers}, feedback {feedback}.",
        download_data="Download alles",
        remove_data="Verwijder alles",
        remove_warning="Hiermee verwijder je al je chats, antwoorden en feedback voorgoed.",
        remove_confirm="Ja, verwijder alles",
        removed_data="Alles is verwijderd.",
    ),
}
