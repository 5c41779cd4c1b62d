"""The routes of the pages about documents. Nothing of a request is read before the role is known."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, JSONResponse, Response
from starlette.datastructures import UploadFile

from assistant.people.person import Person, Role
from assistant.web.documents.view import DocumentPages, Upload
from assistant.web.edge.identity import needs

LARGEST_UPLOAD = 50_000_000
"""Bytes."""

Maintainer = Annotated[Person, Depends(needs(Role.MAINTAINER))]


async def _form(request: Request, _: Maintainer) -> Mapping[str, str]:
    """Return the form that a maintainer sends; that of anybody else is not read."""
    async with request.form(max_files=0) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


async def _upload(request: Request, _: Maintainer) -> Upload | None:
    """Return the file that a maintainer sends, None where they chose none."""
    async with request.form(max_files=1, max_fields=5) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            return None
        return Upload(file.filename, await file.read())


Filled = Annotated[Mapping[str, str], Depends(_form)]
Uploaded = Annotated[Upload | None, Depends(_upload)]


def routes(pages: DocumentPages) -> APIRouter:
    """Return the routes."""
    router = APIRouter(prefix="/documents")

    @router.get("")
    async def show_all(request: Request, _: Maintainer, done: str = "") -> Response:
        return await pages.all(request, done=done)

    @router.post("")
    async def upload(request: Request, maintainer: Maintainer, given: Uploaded) -> Response:
        return await pages.upload(request, maintainer, given)

    @router.get("/state")
    def state(_: Maintainer) -> JSONResponse:
        return JSONResponse(asdict(pages.renewal.state), headers={"Cache-Control": "no-store"})

    @router.post("/{change}")
    async def change(request: Request, maintainer: Maintainer, change: str, form: Filled) -> Response:
        return await pages.change(request, maintainer, change, form.get("id", ""))

    router.include_router(_drafts(pages))
    return router


def _drafts(pages: DocumentPages) -> APIRouter:
    router = APIRouter(prefix="/drafts")

    @router.get("/{key}")
    async def show(request: Request, _: Maintainer, key: str) -> Response:
        return await pages.one(request, key)

    @router.get("/{key}/file")
    def download(_: Maintainer, key: str) -> FileResponse:
        """Give the file back, to be saved: a browser must not show what somebody uploaded as a page of ours."""
        path = pages.file_of(key)
        return FileResponse(path, media_type="application/octet-stream", filename=path.name)

    @router.post("/{key}")
    async def again(request: Request, _: Maintainer, key: str, form: Filled) -> Response:
        return await pages.again(request, key, form)

    @router.post("/{key}/publish")
    async def publish(request: Request, maintainer: Maintainer, key: str, form: Filled) -> Response:
        return await pages.publish(request, maintainer, key, form)

    @router.post("/{key}/discard")
    def discard(_: Maintainer, key: str) -> Response:
        return pages.discard(key)

    return router
