"""The texts of the API: the page that explains it, and its refusals, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language


@dataclass(frozen=True)
class ApiTexts:
    """The texts of one language; words in braces are filled in."""

    title: str
    intro: str
    token: str
    limit: str
    sent: str
    schema: str
    does: dict[str, str]
    faults: dict[str, str]


API_TEXTS = {
    Language.EN: ApiTexts(
        title="For programs",
        intro="With these addresses another site or program can ask the assistant. It sends and gets JSON.",
        token="A program shows who it is with a token in the header Authorization: Bearer …; the administrator makes "
        "one with: ser-assistant user token NAME",
        limit="At most {number} requests a minute.",
        sent="Sent, for example",
        schema="The whole description, for tools (OpenAPI)",
        does={
            "/ask": "Answers a question from the documents, or says that they do not answer it: see the field status.",
            "/search": "Lists the passages that a question finds, best first.",
            "/documents": "Lists the documents that answers come from.",
            "/answers/{answer_id}": "Gives an answer of your own again with all that it rests on; reviewers may read "
            "everyone's.",
            "/feedback": "Takes what you think of an answer that you were given, or of one of its citations.",
        },
        faults={
            "unauthorized": "Log in first, or send a token that is valid.",
            "forbidden": "Your role does not allow this.",
            "not_found": "There is no such thing here, or it is not yours.",
            "method_not_allowed": "This address does not take this method.",
            "too_many_requests": "Too many requests. Wait a minute.",
            "bad_request": "The request is no JSON.",
            "bad_fields": "The request is not as it should be. Look at: {fields}.",
            "bad_question": "The question is empty or has more than 4,000 characters.",
            "service_unavailable": "The assistant has no documents at the moment. Try again later.",
        },
    ),
    Language.NL: ApiTexts(
        title="Voor programma’s",
        intro="Via deze adressen kan een andere site of een programma de assistent vragen stellen. Het verstuurt en "
        "krijgt JSON.",
        token="Een programma laat zien wie het is met een token in de header Authorization: Bearer …; de beheerder "
        "maakt er een met: ser-assistant user token NAAM",
        limit="Hooguit {number} verzoeken per minuut.",
        sent="Verstuurd, bijvoorbeeld",
        schema="De hele beschrijving, voor hulpmiddelen (OpenAPI)",
        does={
            "/ask": "Beantwoordt een vraag uit de documenten, of zegt dat ze er geen antwoord op geven: zie het veld "
            "status.",
            "/search": "Geeft de passages die een vraag vindt, de beste eerst.",
            "/documents": "Geeft de documenten waar de antwoorden uit komen.",
            "/answers/{answer_id}": "Geeft een antwoord van jezelf nog eens, met alles waar het op rust; beoordelaars "
            "mogen die van iedereen lezen.",
            "/feedback": "Neemt aan wat je vindt van een antwoord dat je kreeg, of van een van de citaten.",
        },
        faults={
            "unauthorized": "Log eerst in, of stuur een geldig token mee.",
            "forbidden": "Je rol laat dit niet toe.",
            "not_found": "Dit bestaat hier niet, of het is niet van jou.",
            "method_not_allowed": "Dit adres kent deze methode niet.",
            "too_many_requests": "Te veel verzoeken. Wacht een minuut.",
            "bad_request": "Het verzoek is geen JSON.",
            "bad_fields": "Het verzoek klopt niet. Kijk naar: {fields}.",
            "bad_question": "De vraag is leeg of heeft meer dan 4.000 tekens.",
            "service_unavailable": "De assistent heeft op dit moment geen documenten. Probeer het later nog eens.",
        },
    ),
}
