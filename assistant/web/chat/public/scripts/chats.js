// A chat as a whole: pinned, shared and taken along, from the top of the page; pinned ones stand above the others.
(() => {
  const { words, base, element, sign, say, changed } = window.ser;
  const here = () => location.pathname.slice(base.length).match(/^\/thread\/([\w-]{36})$/)?.[1] || "";
  const SIGNS = {
    pin: "M12 17v5M9 3h6l-1 7 4 4v2H6v-2l4-4-1-7Z",
    share: "M15 5a3 3 0 1 0 6 0 3 3 0 1 0-6 0M3 12a3 3 0 1 0 6 0 3 3 0 1 0-6 0M15 19a3 3 0 1 0 6 0 3 3 0 1 0-6 0M8.6 13.5l6.8 4M15.4 6.5l-6.8 4",
  };
  const tool = (tag, name, label) => {
    const made = element(tag, "chat-tool", "");
    made.append(sign(SIGNS[name]));
    made.id = `chat-${name}`;
    made.setAttribute("aria-label", label);
    made.title = label;
    return made;
  };

  const AGAIN = 5000; // milliseconds
  let pinned = null; // not known yet
  const load = async () => {
    const response = await fetch(`${base}/chats/pinned`, { cache: "no-store" }).catch(() => ({ ok: false }));
    if (response.ok) pinned = await response.json();
    else if (!pinned) setTimeout(load, AGAIN);
    list();
    once();
    show();
  };
  const pin = async () => {
    const chat = here();
    const wanted = !pinned.some(({ id }) => id === chat);
    const body = new URLSearchParams({ pinned: wanted });
    const response = await fetch(`${base}/chats/${chat}/pin`, { method: "POST", body }).catch(() => ({ ok: false }));
    if (!response.ok) return say(words.pin_failed);
    say(wanted ? words.pinned_now : words.unpinned_now);
    window.ser.tell?.("pinned", chat);
    load();
  };

  const list = () => {
    const before = document.getElementById("thread-history");
    const old = document.getElementById("pinned-chats");
    const key = JSON.stringify(pinned || []);
    if (!before || (old?.dataset.key || "[]") === key) return;
    old?.remove();
    if (!pinned?.length) return;
    const made = element("nav", "pinned-chats", "");
    made.id = "pinned-chats";
    made.dataset.key = key;
    const title = made.appendChild(element("h2", "", words.pinned));
    title.id = "pinned-title";
    made.setAttribute("aria-labelledby", title.id);
    const lines = made.appendChild(document.createElement("ul"));
    pinned.forEach(({ id, title: name }) => {
      const line = lines.appendChild(document.createElement("li"));
      const link = line.appendChild(element("a", "", name || words.new_chat));
      link.href = `${base}/thread/${id}`;
      const more = line.appendChild(element("button", "pinned-options", "…"));
      more.type = "button";
      more.setAttribute("aria-haspopup", "menu");
      more.addEventListener("click", () => menu(id, more));
    });
    before.before(made);
  };
  // A pinned chat stands above alone. Its place in the list below is not shown, but its menu opens from there.
  const below = (id) => document.getElementById(`thread-${id}`);
  const menu = (id, more) => {
    const place = below(id);
    const opens = place?.querySelector("#thread-options");
    if (!opens) return;
    const { left, top } = more.getBoundingClientRect();
    Object.assign(place.style, { left: `${left}px`, top: `${top}px` });
    opens.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    const closed = new MutationObserver(() => {
      if (opens.getAttribute("aria-expanded") === "true") return;
      closed.disconnect();
      setTimeout(() => document.activeElement === document.body && more.focus());
    });
    closed.observe(opens, { attributeFilter: ["aria-expanded"] });
  };
  const once = () => {
    document.querySelectorAll("#thread-history li[id^=thread-]").forEach((line) => {
      line.toggleAttribute("data-pinned", Boolean(pinned?.some(({ id }) => line.id === `thread-${id}`)));
    });
    document.querySelectorAll("#pinned-chats li").forEach((line) => {
      const [link, more] = line.children;
      const label = words.chat_options.replace("{title}", link.textContent);
      if (more.getAttribute("aria-label") !== label) more.setAttribute("aria-label", label);
      more.hidden = !below(link.pathname.slice(-36)); // an old one that the list has not come to yet
    });
  };
  // A pinned chat that is open is shown as such, and one that was renamed in the list below has its new name above too.
  const follow = () => {
    const open = here();
    document.querySelectorAll("#pinned-chats a").forEach((link) => {
      const id = link.pathname.slice(-36);
      if (id === open) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
      const name = below(id)?.querySelector("a span span")?.textContent.trim();
      const chat = pinned.find((each) => each.id === id);
      if (!name || !chat || name === chat.title) return;
      chat.title = name;
      link.textContent = name;
    });
  };
  // In the dialog that renames, Enter does what its button does.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("[role=dialog] input#name")) return;
    event.preventDefault();
    [...event.target.closest("[role=dialog]").querySelectorAll("button")].find((each) => each.matches(".bg-primary"))?.click();
  });
  const show = () => {
    const before = document.getElementById("language-switch");
    const chat = document.querySelector("[data-step-type=assistant_message]") ? here() : "";
    const tools = document.querySelectorAll(".chat-tool");
    if (!chat || !before || !pinned) return tools.forEach((each) => each.remove());
    if (!tools.length) {
      const made = tool("button", "pin", words.pin);
      made.type = "button";
      made.addEventListener("click", pin);
      before.before(made, tool("a", "share", words.share_chat));
    }
    const is = String(pinned.some(({ id }) => id === chat));
    const [pins, shares] = ["chat-pin", "chat-share"].map((id) => document.getElementById(id));
    if (pins.getAttribute("aria-pressed") !== is) pins.setAttribute("aria-pressed", is);
    if (!shares.href.endsWith(chat)) shares.href = `${base}/chats/${chat}`;
  };
  window.ser.reload = load;
  load();
  changed(() => {
    list();
    follow();
    once();
    show();
  });
})();
