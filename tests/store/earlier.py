"""What each schema of the database kept: one row a table, written as that version of the program did.

A new migration adds its revision here, with rows of the schema it makes; the earlier ones stay as they are.
"""

from datetime import UTC, datetime
from typing import Any

Rows = dict[str, dict[str, Any]]

THEN = datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)

EARLIER: dict[str, Rows] = {
    "0001": {
        "users": {
            "id": "u1",
            "key": "zoë",
            "name": "Zoë",
            "role": "reviewer",
            "origin": "password",
            "password_hash": "$argon2id$x",
            "disabled": False,
            "created_at": THEN,
        },
        "sessions": {"id": "s1", "user_id": "u1", "expires_at": THEN},
        "tokens": {"id": "t1", "user_id": "u1", "label": "intranet", "created_at": THEN, "last_used_at": None},
        "attempts": {"key": "name:zoë", "failures": 3, "last_at": THEN},
        "chats": {"id": "c1", "user_id": "u1", "title": "Invloed", "created_at": THEN, "updated_at": THEN},
        "messages": {
            "id": "m1",
            "chat_id": "c1",
            "kind": "assistant_message",
            "author": "SER",
            "content": "Samen heb je meer invloed. [1]",
            "is_error": False,
            "run_id": "r1",
            "created_at": THEN,
        },
        "answers": {
            "id": "a1",
            "user_id": "u1",
            "chat_id": "c1",
            "message_id": "m1",
            "channel": "chat",
            "created_at": THEN,
            "question": "Hoe krijgen we invloed?",
            "standalone": "Hoe krijgen we invloed?",
            "language": "nl",
            "status": "answered",
            "composer": "extract",
            "model": None,
            "corpus_version": "v1",
            "prompt_version": "",
            "record": {"format": 1, "answer": {"text": "Samen heb je meer invloed. [1]"}},
        },
        "feedback": {
            "id": "f1",
            "user_id": "u1",
            "chat_id": "c1",
            "answer_id": "a1",
            "target": "a1",
            "citation": 1,
            "value": 0,
            "reason": "unsupported",
            "comment": "Dit staat er niet.",
            "created_at": THEN,
            "updated_at": THEN,
        },
        "audit": {"id": 1, "at": THEN, "actor": "Zoë", "action": "login", "subject": "", "details": {"by": "password"}},
    },
}
