"""The real guide over the real corpus."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from assistant.answer import Assistant
    from assistant.partner.guide import PartnerGuide
    from assistant.settings import Settings


@pytest.fixture(scope="session")
def guide(assistant: "Assistant", settings: "Settings") -> "PartnerGuide":
    from assistant.bootstrap import partner_guide

    return partner_guide(assistant, settings)
