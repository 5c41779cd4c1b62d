"""The folder Chainlit runs from: its settings, its translations, its pages without outside links, and our look.

It is made in the data folder from this package's ``public`` folder and the installed Chainlit, and made again when
either changes. Chainlit reads it once, when it is imported.
"""

import hashlib
import importlib.util
import json
import re
import shutil
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from assistant.domain import Language
from assistant.errors import ConfigurationError
from assistant.question.understand import LIMIT
from assistant.web import assets
from assistant.web.chat.render import MAX_PANELS
from assistant.web.chat.tools.texts import TOOL_TEXTS
from assistant.web.edge.limit_texts import LIMIT_TEXTS
from assistant.web.messages import TEXTS, WebTexts

PUBLIC = Path(__file__).parent / "public"

SCRIPTS = ("words", "chat", "account", "copy", "composer", "drafts", "places", "scope", "attach", "chats", "tabs")
"""The scripts of ours that the page runs, in their order; the first has what the others share."""

_OUTSIDE = re.compile(r"""(?:href|src)=["'](?:https?:)?//""")
_OUTSIDE_LINK = re.compile(r'\s*<link\b[^>]*href="https?://[^>]*>')

SCRIPT_CHANGES = {
    # As shipped, an answer with citations opens the panel with all of them under each other: on a phone it covers the
    # answer before it can be read.
    re.compile(r"[\w$]+\(\{title:([\w$]+)\[\1\.length-1\]\.name,elements:\1\}\)"): "void 0",
    # A chat in the list is a link; with a button in it, it is two stops for one thing, and its menu has no room.
    re.compile(r'\?([\w$]+):"button",(\{isMobile:)'): r'?\1:"div",\2',
    # The menu to rename or delete a chat is out of the keyboard's reach.
    re.compile(r'id:"thread-options",'): 'id:"thread-options",role:"button",tabIndex:0,',
    # What a number leads to, so that ``chat.js`` can tell the language of the words before it.
    re.compile(r"(onClick:\(\)=>([\w$]+)==null\?void 0:\2\(([\w$]+)\),)(children:\3\.name)"): (
        r'\1"data-language":\3.props?.language,"data-quote":\3.props?.quote,'
        r'"data-source":\3.props?.source,"data-href":\3.props?.href,\4'
    ),
}
"""What is changed in Chainlit's script for want of a setting: the place, which is there once, and what it becomes."""


def build_app_root(folder: Path) -> None:
    """Make the folder, or leave it when it is up to date.

    Raises:
        ConfigurationError: the installed Chainlit is not one that this was tested with.
    """
    stamp = _stamp()
    stamp_file = folder / "stamp"
    if stamp_file.is_file() and stamp_file.read_text(encoding="utf-8") == stamp:
        return
    shutil.rmtree(folder, ignore_errors=True)
    _write_settings(folder / ".chainlit", stamp)
    _write_languages(folder)
    _write_public(folder / "public")
    _write_pages(folder / "build")
    stamp_file.write_text(stamp, encoding="utf-8")


def chainlit_folder() -> Path:
    """Return where Chainlit is installed, without importing it."""
    spec = importlib.util.find_spec("chainlit")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("chainlit")
    return Path(spec.origin).parent


def without_outside_links(page: str) -> str:
    """Return Chainlit's page without the fonts and styles it loads from other hosts.

    Raises:
        ConfigurationError: it loads something else from another host.
    """
    page = _OUTSIDE_LINK.sub("", page)
    if _OUTSIDE.search(page):
        raise other_chainlit("loads from another host what is not known")
    return page


def mended(script: str) -> str:
    """Return Chainlit's script with our changes.

    Raises:
        ConfigurationError: a place that is changed is not there, or is there more than once.
    """
    for place, change in SCRIPT_CHANGES.items():
        script, found = place.subn(change, script)
        if found != 1:
            raise other_chainlit(f"has {found} times what is mended once, `{place.pattern}`")
    return script


def other_chainlit(fault: str) -> ConfigurationError:
    """Return the error of a Chainlit whose page is not as it was when this was tested."""
    return ConfigurationError(
        f"The page of Chainlit {version('chainlit')} {fault}. Install the version that `requirements.lock` names."
    )


def _stamp() -> str:
    digest = hashlib.sha256(version("chainlit").encode())
    for path in (Path(__file__), *sorted(path for path in PUBLIC.rglob("*") if path.is_file())):
        digest.update(path.read_bytes())
    digest.update(repr([*TEXTS.values(), *LIMIT_TEXTS.values(), *TOOL_TEXTS.values()]).encode())
    return digest.hexdigest()[:12]


def _write_settings(folder: Path, stamp: str) -> None:
    folder.mkdir(parents=True)
    config = (PUBLIC / "config.toml").read_text(encoding="utf-8")
    (folder / "config.toml").write_text(config.replace("{stamp}", stamp), encoding="utf-8")


def _write_languages(folder: Path) -> None:
    """Write Chainlit's texts in Dutch for Dutch browsers, in English for all others; an empty readme has no button."""
    shipped = chainlit_folder() / "translations"
    dutch = _translation(shipped / "nl.json", TEXTS[Language.NL], PUBLIC / "nl.json")
    english = _translation(shipped / "en-US.json", TEXTS[Language.EN], PUBLIC / "en.json")
    target = folder / ".chainlit" / "translations"
    target.mkdir()
    (folder / "chainlit.md").touch()
    for tag in {path.stem for path in shipped.glob("*.json")} | {"en", "en-GB", "nl-NL", "nl-BE"}:
        (target / f"{tag}.json").write_text(dutch if tag.startswith("nl") else english, encoding="utf-8")
        (folder / f"chainlit_{tag}.md").touch()


def _translation(shipped: Path, texts: WebTexts, ours: Path) -> str:
    translation = json.loads(shipped.read_text(encoding="utf-8"))
    _overlay(translation, json.loads(ours.read_text(encoding="utf-8")))
    translation["chat"]["watermark"] = f"{texts.disclaimer} [{texts.about}](/about)"
    translation["chat"]["input"]["placeholder"] = texts.placeholder
    return json.dumps(translation, ensure_ascii=False)


def _overlay(base: dict[str, object], changes: dict[str, object]) -> None:
    for key, value in changes.items():
        old = base.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            _overlay(old, value)
        else:
            base[key] = value


def _write_public(folder: Path) -> None:
    (folder / "elements").mkdir(parents=True)
    for name in ("theme.json", "chat.css", "favicon.svg", "framed.js"):
        shutil.copyfile(PUBLIC / name, folder / name)
    for name in ("logo_light.svg", "logo_dark.svg"):
        shutil.copyfile(PUBLIC / "favicon.svg", folder / name)
    texts = {
        language.value: asdict(texts) | asdict(LIMIT_TEXTS[language]) | asdict(TOOL_TEXTS[language])
        for language, texts in TEXTS.items()
    }
    script = "\n".join((PUBLIC / "scripts" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    script = script.replace("{limit}", str(LIMIT)).replace("{texts}", json.dumps(texts, ensure_ascii=False))
    (folder / "chat.js").write_text(script, encoding="utf-8")
    # Chainlit finds a component by the element's name, and that name is what a reader clicks on in the answer.
    for number in range(1, MAX_PANELS + 1):
        shutil.copyfile(PUBLIC / "citation.jsx", folder / "elements" / f"[{number}].jsx")
    for name in ("Files", "Guide", "NotKept", "Suggestions"):
        shutil.copyfile(PUBLIC / f"{name.lower()}.jsx", folder / "elements" / f"{name}.jsx")


def _write_pages(folder: Path) -> None:
    shipped = chainlit_folder() / "frontend" / "dist"
    shutil.copytree(shipped, folder, ignore=shutil.ignore_patterns("*.map"))
    page = folder / "index.html"
    page.write_text(without_outside_links(page.read_text(encoding="utf-8")), encoding="utf-8")
    scripts = list((folder / "assets").glob("index-*.js"))
    if len(scripts) != 1:
        raise other_chainlit(f"has {len(scripts)} scripts where one is mended")
    scripts[0].write_text(mended(scripts[0].read_text(encoding="utf-8")), encoding="utf-8")
    assets.compress(folder / "assets")
