"""What other programs send. A field that is unknown is a mistake, and refused."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.domain import Turn

HISTORY = 20
LONGEST = 4000


def _whole(text: str) -> str:
    text.encode()  # JSON can spell half a character: "\ud800"
    return text


Words = Annotated[str, Field(max_length=LONGEST), AfterValidator(_whole)]


class Form(BaseModel):
    """Something that is sent."""

    model_config = ConfigDict(extra="forbid")


class Said(Form):
    """An earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: Annotated[str, Field(max_length=5 * LONGEST), AfterValidator(_whole)]

    @property
    def turn(self) -> Turn:
        """The message as the assistant takes it."""
        return Turn(self.role, self.content)


History = Annotated[list[Said], Field(max_length=HISTORY, description="Earlier messages, oldest first.")]
