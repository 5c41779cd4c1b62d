"""What a page could be made to do, were a hole in it found: nothing, since the browser is told to forbid it."""

from collections.abc import Iterator

import pytest

from tests.web.browsing import NEEDS_BROWSER, Reader, browser, reader

__all__ = ["browser", "reader"]

pytestmark = NEEDS_BROWSER

OWN = "/source/partners"
CHAT = "/"

ELSEWHERE = "http://127.0.0.1:9/"
ADD = "document.body.insertAdjacentHTML('beforeend', `{}`)"
MAKE = "document.body.append(Object.assign(document.createElement('{}'), {{ {} }}))"

TRIED = {
    "script in the page": MAKE.format("script", "textContent: 'window.ran = true'"),
    "handler in the page": ADD.format('<img src="" onerror="window.ran = true">'),
    "script of another host": MAKE.format("script", f"src: '{ELSEWHERE}x.js'"),
    "image of another host": ADD.format(f'<img src="{ELSEWHERE}x.png">'),
    "frame": ADD.format(f'<iframe src="{ELSEWHERE}"></iframe>'),
    "object": ADD.format(f'<object data="{ELSEWHERE}"></object>'),
    "form for another host": ADD.format(f'<form id="sent" action="{ELSEWHERE}"></form>') + "; sent.submit()",
    "other base": f'document.head.insertAdjacentHTML("beforeend", "<base href={ELSEWHERE}>")',
    "request": f"fetch('{ELSEWHERE}').catch(() => null)",
    "socket": "new WebSocket('ws://127.0.0.1:9/')",
    "worker": "new Worker(URL.createObjectURL(new Blob(['1'])))",
}
OWN_TOO = {
    "words compiled": "setTimeout('window.ran = true')",
    "style in the page": ADD.format('<p style="color: red">x</p>'),
    "style sheet in the page": MAKE.format("style", "textContent: 'p { color: red }'"),
}


@pytest.fixture
def attacked(reader: Reader) -> Iterator[Reader]:
    """A window in which what the policy forbids is tried on purpose."""
    reader.page.add_init_script("document.addEventListener('securitypolicyviolation', () => { window.blocked = true })")
    yield reader
    reader.forbidden.clear()
    reader.outside.clear()


def fails(reader: Reader, path: str, tried: str) -> bool:
    reader.open(path)
    reader.page.evaluate(f"() => {{ try {{ {tried} }} catch {{}} }}")
    reader.page.wait_for_function("window.blocked || window.ran")
    return not reader.page.evaluate("window.ran")


@pytest.mark.parametrize("path", [OWN, CHAT])
@pytest.mark.parametrize("tried", TRIED.values(), ids=TRIED)
def test_no_page_runs_what_stands_in_it_or_speaks_to_another_host(attacked: Reader, path: str, tried: str) -> None:
    assert fails(attacked, path, tried)


@pytest.mark.parametrize("tried", OWN_TOO.values(), ids=OWN_TOO)
def test_our_own_pages_also_compile_and_style_nothing_that_stands_in_them(attacked: Reader, tried: str) -> None:
    assert fails(attacked, OWN, tried)
