"""The server: lists tools and documents, and answers calls, whatever carries the messages."""

from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import Any

from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.lowlevel.helper_types import ReadResourceContents
from mcp.shared.exceptions import McpError
from pydantic import AnyUrl, BaseModel, ValidationError

from assistant.domain import Document, Language
from assistant.integrations.mcp.port import Answers, Guides, Host, Refused
from assistant.integrations.mcp.progress import told
from assistant.integrations.mcp.results import schema_of
from assistant.integrations.mcp.texts import MCP_TEXTS
from assistant.integrations.mcp.tools import TOOLS, Call, Tool
from assistant.integrations.mcp.uris import document_id_of, document_uri

NAME = "ser-assistant"
PAGE = 100
"""How many documents are listed at a time."""

MOST_FAULTS = 5
LONGEST_NAME = 40
"""How much is said of wrong arguments."""

HostOf = Callable[[Any], Host]
"""Returns where a call is worked on; given the HTTP request that brought it, None where there is none."""

_READS = types.ToolAnnotations(readOnlyHint=True, openWorldHint=False)


def create_server(assistant: Answers, guide: Guides | None, host_of: HostOf) -> Server[Any, Any]:
    """Return the server; without a guide there are no briefs."""
    server: Server[Any, Any] = Server(
        NAME, version=version("ser-assistant"), instructions="Guidance of the SER on stakeholder dialogue, proven."
    )
    tools = {each.name: each for each in TOOLS if guide is not None or each.name != "brief"}

    def host() -> Host:
        return host_of(server.request_context.request)

    @server.list_tools()  # type: ignore[no-untyped-call, untyped-decorator]
    async def list_tools() -> list[types.Tool]:
        return [_described(each) for each in tools.values()]

    @server.call_tool(validate_input=False)  # type: ignore[untyped-decorator]  # the forms do it, and say what is wrong
    async def call(name: str, arguments: dict[str, Any]) -> types.CallToolResult:
        context, here = server.request_context, host()
        try:
            tool, form = _understood(tools, name, arguments, here.language)
            async with told(context) as tell:
                value, words = await tool.does(Call(assistant, guide, here, tell), form)
        except Refused as refusal:
            return types.CallToolResult(content=[_text(str(refusal))], isError=True)
        return types.CallToolResult(content=[_text(words)], structuredContent=value.model_dump(mode="json"))

    @server.list_resources()  # type: ignore[no-untyped-call, untyped-decorator]
    async def list_resources(request: types.ListResourcesRequest) -> types.ListResourcesResult:
        documents = await _done(host(), assistant.documents)
        return _listed(documents, request.params.cursor if request.params else None)

    @server.read_resource()  # type: ignore[no-untyped-call, untyped-decorator]
    async def read(uri: AnyUrl) -> list[ReadResourceContents]:
        here, document_id = host(), document_id_of(str(uri))
        document = await _done(here, lambda: assistant.document(document_id)) if document_id else None
        if document is None:
            raise _fault(types.INVALID_PARAMS, MCP_TEXTS[here.language].no_document)
        return [ReadResourceContents(document.text, "text/plain")]

    return server


def _understood(
    tools: Mapping[str, Tool], name: str, arguments: dict[str, Any], language: Language
) -> tuple[Tool, BaseModel]:
    """Return which tool is called, with what.

    Raises:
        Refused: where there is no such tool, or it takes other arguments; what they held is not said again.
    """
    texts = MCP_TEXTS[language]
    if name not in tools:
        raise Refused(texts.no_tool.format(tools=", ".join(tools)))
    try:
        return tools[name], tools[name].takes.model_validate(arguments)
    except ValidationError as error:
        found = error.errors(include_input=False)[:MOST_FAULTS]
        faults = (f"{'.'.join(map(str, fault['loc']))[:LONGEST_NAME]}: {fault['msg']}" for fault in found)
        raise Refused(texts.bad_arguments.format(faults="; ".join(faults))) from None


async def _done(host: Host, work: Callable[[], Any]) -> Any:
    """Do work for a resource: a refusal is an error of the protocol there."""
    try:
        return await host.run(work)
    except Refused as refusal:
        raise _fault(types.INTERNAL_ERROR, str(refusal)) from None


def _fault(code: int, message: str) -> McpError:
    return McpError(types.ErrorData(code=code, message=message))


def _listed(documents: tuple[Document, ...], cursor: str | None) -> types.ListResourcesResult:
    first = int(cursor) if cursor and cursor.isascii() and cursor.isdecimal() and len(cursor) < 10 else 0
    beyond = first + PAGE
    resources = [
        types.Resource(
            uri=AnyUrl(document_uri(each.id)),
            name=each.id,
            title=each.title,
            description=", ".join(filter(None, (each.publisher, each.date, each.language.value))),
            mimeType="text/plain",
        )
        for each in documents[first:beyond]
    ]
    return types.ListResourcesResult(resources=resources, nextCursor=str(beyond) if beyond < len(documents) else None)


def _described(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        inputSchema=schema_of(tool.takes),
        outputSchema=schema_of(tool.returns),
        annotations=_READS,
    )


def _text(words: str) -> types.TextContent:
    return types.TextContent(type="text", text=words)
