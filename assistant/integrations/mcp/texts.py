"""What the tools say in words of our own, in both languages."""

from dataclasses import dataclass

from assistant.locale import Texts


@dataclass(frozen=True)
class McpTexts:
    """The texts of one language; words in braces are filled in."""

    sources: str
    page: str
    nearest: str
    looking: str
    gathering: str
    bad_arguments: str
    no_document: str
    no_tool: str
    failed: str


MCP_TEXTS = Texts(McpTexts, "mcp")
