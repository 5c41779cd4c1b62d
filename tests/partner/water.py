"""A small guide to another field, in English and in Dutch: nothing in the program knows it."""

from assistant.domain import BlockKind, Document, Language
from tests.fakes import Lines, make_document

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM

_ENGLISH: Lines = [
    (HEADING, 1, "Why work with others?"),
    (PARAGRAPH, 0, "Water is shared. Working together on water can have the following goals:"),
    (ITEM, 0, "Learning about local water risks"),
    (ITEM, 0, "Sharing the cost of cleaning water"),
    (HEADING, 1, "Learning about local water risks"),
    (PARAGRAPH, 0, "A company far away does not know the wells of a village."),
    (PARAGRAPH, 0, "Collaborate with a local university or with partners such as the River Basin Alliance."),
    (PARAGRAPH, 0, "First, identify the wells that you depend on and consult the tool 'Map of wells'."),
    (HEADING, 2, "Example"),
    (PARAGRAPH, 0, "In Kenya, a flower farm asked the Lake Naivasha Foundation how much water the lake could spare."),
    (HEADING, 1, "Sharing the cost of cleaning water"),
    (PARAGRAPH, 0, "A plant for cleaning water costs more than one factory can pay."),
    (PARAGRAPH, 0, "Collaborate with other factories at the same river, or join the Clean Rivers Agreement."),
    (HEADING, 2, "Example"),
    (PARAGRAPH, 0, "In Portugal, three tanneries built a plant together."),
    (HEADING, 1, "Working together well"),
    (PARAGRAPH, 0, "Write down the roles and responsibilities of everyone involved before you begin."),
    (PARAGRAPH, 0, "Be careful with distrust: villagers may have been disappointed by companies before."),
]
_DUTCH: Lines = [
    (HEADING, 1, "Waarom samenwerken?"),
    (PARAGRAPH, 0, "Water is van iedereen. Samenwerken aan water kan de volgende doelen hebben:"),
    (ITEM, 0, "Leren over lokale waterrisico’s"),
    (ITEM, 0, "De kosten van waterzuivering delen"),
    (HEADING, 1, "Leren over lokale waterrisico’s"),
    (PARAGRAPH, 0, "Een bedrijf ver weg kent de putten van een dorp niet."),
    (PARAGRAPH, 0, "Werk samen met een lokale universiteit of met partners zoals de River Basin Alliance."),
    (
        PARAGRAPH,
        0,
        "Breng eerst de putten in kaart waar je van afhangt en raadpleeg het hulpmiddel ‘Kaart van putten’.",
    ),
    (HEADING, 2, "Voorbeeld"),
    (PARAGRAPH, 0, "In Kenia vroeg een bloemenkweker de Lake Naivasha Foundation hoeveel water het meer kon missen."),
    (HEADING, 1, "De kosten van waterzuivering delen"),
    (PARAGRAPH, 0, "Een zuivering kost meer dan één fabriek kan betalen."),
    (
        PARAGRAPH,
        0,
        "Werk samen met andere fabrieken aan dezelfde rivier, of sluit je aan bij het Clean Rivers Agreement.",
    ),
    (HEADING, 2, "Voorbeeld"),
    (PARAGRAPH, 0, "In Portugal bouwden drie leerlooierijen samen een zuivering."),
    (HEADING, 1, "Goed samenwerken"),
    (PARAGRAPH, 0, "Leg de rollen en verantwoordelijkheden van alle betrokkenen vast voordat je begint."),
    (PARAGRAPH, 0, "Wees voorzichtig met wantrouwen: dorpelingen zijn misschien eerder door bedrijven teleurgesteld."),
]
ENGLISH: Document = make_document("water", Language.EN, "Water: work together", _ENGLISH)
DUTCH: Document = make_document("water-nl", Language.NL, "Water: samenwerken", _DUTCH)
WITHOUT_PURPOSES: Document = make_document(
    "weather",
    Language.EN,
    "Weather",
    [
        (HEADING, 1, "Rain"),
        (PARAGRAPH, 0, "Rain falls mainly in autumn. There are three kinds of clouds:"),
        (ITEM, 0, "High ones"),
        (ITEM, 0, "Low ones"),
    ],
)
