// Keys for reviewers. The pages do everything without this script; none of the keys works while somebody types.
const dialog = document.getElementById("keys");
const form = document.querySelector("[data-judging]");
const CITATION_KEYS = { s: "supports", p: "partly", d: "does_not", o: "outdated" };

function isTyping(target) {
  return target.closest("textarea, select, [contenteditable], input:not([type=radio]):not([type=checkbox])") !== null;
}

function step(selector, by) {
  const all = [...document.querySelectorAll(selector)];
  const here = all.findIndex((each) => each.contains(document.activeElement));
  const next = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by];
  if (!next) return;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function toggle(radio) {
  if (!radio) return;
  radio.checked = !radio.checked;
  radio.focus({ preventScroll: radio.name !== "verdict" });
}

function judgeCitation(value) {
  const source = document.activeElement.closest("[data-source]");
  if (source) toggle(source.querySelector(`input[name^="citation-"][value="${value}"]`));
}

function press(key) {
  if (key === "?") return dialog.showModal();
  if (key === "/") return document.querySelector("[data-seek]").focus();
  if (key === "u") return document.querySelector("[data-undo] button")?.click();
  if (!form) {
    if (key === "j" || key === "ArrowDown") return step("[data-row]", 1);
    if (key === "k" || key === "ArrowUp") return step("[data-row]", -1);
    return undefined;
  }
  if (key === "n") return document.querySelector("[data-next]").click();
  if (key === "j") return step("[data-source]", 1);
  if (key === "k") return step("[data-source]", -1);
  if (key in CITATION_KEYS) return judgeCitation(CITATION_KEYS[key]);
  return toggle(form.querySelectorAll("input[name=verdict]")[Number(key) - 1]);
}

const KEYS = form ? "?/unjkspdo12345" : "?/ujk";
document.addEventListener("keydown", (event) => {
  if (dialog.open) return;
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-save]"));
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const arrow = !form && (event.key === "ArrowDown" || event.key === "ArrowUp");
  if (!arrow && !(event.key.length === 1 && KEYS.includes(event.key))) return;
  event.preventDefault();
  press(event.key);
});

for (const help of document.querySelectorAll("[data-keys]")) {
  help.hidden = false;
  help.querySelector("button").addEventListener("click", () => dialog.showModal());
}

// A verdict that was chosen can be taken away again by choosing it once more.
form?.addEventListener("pointerdown", (event) => {
  const radio = event.target.closest("label")?.querySelector("input[type=radio]");
  if (!radio?.checked) return;
  radio.closest("label").addEventListener("click", () => setTimeout(() => (radio.checked = false)), { once: true });
});

// The quote is in sight in its passage, however long that is, without moving the page.
for (const mark of document.querySelectorAll(".passage mark")) {
  const passage = mark.closest(".passage");
  passage.scrollTop = mark.offsetTop - passage.offsetTop - passage.clientHeight / 3;
  if (passage.scrollHeight > passage.clientHeight) passage.tabIndex = 0;
}
document.querySelector("[role=alert][autofocus]")?.focus();
