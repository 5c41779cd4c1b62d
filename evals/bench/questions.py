"""The questions that times are measured with."""

from assistant.domain import Language

QUESTIONS = (
    (Language.EN, "How do we find a local partner that workers trust?"),
    (Language.EN, "For which purposes can a company collaborate?"),
    (Language.EN, "What can we do when our influence on a supplier is small?"),
    (Language.EN, "Which elements make a session with stakeholders meaningful?"),
    (Language.EN, "Who can help with travel and hotels?"),
    (Language.EN, "Why did the trade union lose the trust of the workers it had consulted?"),
    (Language.EN, "What is the digital survey among workers for?"),
    (Language.EN, "How often should we talk to our partners?"),
    (Language.EN, "What does the weather do tomorrow?"),
    (Language.EN, "When should we pay an organisation for its advice?"),
    (Language.NL, "Hoe vinden we een lokale partner die werknemers vertrouwen?"),
    (Language.NL, "Met welk doel kan een bedrijf samenwerken?"),
    (Language.NL, "Wat doe je als je weinig invloed hebt op een leverancier?"),
    (Language.NL, "Welke elementen maken een sessie met stakeholders betekenisvol?"),
    (Language.NL, "Wie helpt met vervoer en hotels?"),
    (Language.NL, "Waarom verloor de vakbond het vertrouwen van de werknemers?"),
    (Language.NL, "Waar is de digitale enquête onder werknemers voor?"),
    (Language.NL, "Hoe vaak spreek je met je partners?"),
    (Language.NL, "Wat voor weer wordt het morgen?"),
    (Language.NL, "Wanneer betaal je een organisatie voor advies?"),
)
