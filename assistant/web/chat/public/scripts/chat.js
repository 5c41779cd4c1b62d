// What Chainlit has no setting for: the page's language and name, the welcome, and labels for assistive technology.
(() => {
  const { texts, words, language, base, root, user, element, look, changed } = window.ser;

  root.style.setProperty("--app-name", JSON.stringify(words.name));
  document.title = words.name;
  if (!localStorage.getItem("vite-ui-theme")) localStorage.setItem("vite-ui-theme", "system");

  const person = user.then((found) => found?.metadata || {});
  // Who never logged in here cannot log out.
  person.then(({ origin }) => root.toggleAttribute("data-no-login", ["local", "visitor", "proxy"].includes(origin)));

  const label = (selector, text) =>
    document.querySelectorAll(selector).forEach((found) => {
      const wanted = typeof text === "function" ? text(found) : text;
      if (found.getAttribute("aria-label") !== wanted) found.setAttribute("aria-label", wanted);
    });

  const welcome = () => {
    const screen = document.getElementById("welcome-screen");
    if (!screen || screen.querySelector(".welcome-title")) return;
    const logo = screen.querySelector("img.logo");
    if (!logo) return;
    logo.alt = "";
    logo.after(element("h1", "welcome-title", words.name), element("p", "welcome-intro", words.intro));
    const disclaimer = element("p", "welcome-disclaimer", `${words.disclaimer} `);
    const lead = (text, address, before = " · ") => {
      const link = element("a", "", text);
      link.href = address;
      disclaimer.append(before, link);
    };
    lead(words.about, "/about", "");
    lead(words.your_data, "/account");
    person.then(({ role }) => ["reviewer", "maintainer"].includes(role) && lead(words.review, "/review"));
    screen.append(disclaimer);
  };
  const name = () => {
    label("a.element-link", (link) => words.show_source.replace("{number}", link.textContent.replace(/\D/g, "")));
    label("#side-view-title button", words.close_panel);
    label("[role=dialog] #side-view-content ~ button", words.close_panel);
    label("#new-chat-button", words.new_chat);
    label("#theme-toggle", words.theme);
    label("#chat-submit", words.send);
    label("#sidebar-trigger-button", words.earlier_chats);
    label("[data-sidebar=rail]", words.earlier_chats);
    label("#search-chats-button", words.search_chats);
    label("#user-nav-button", words.your_account);
    label("button[class*=positive-feedback]", words.helpful);
    label("button[class*=negative-feedback]", words.not_helpful);
    label("button:has(> svg.lucide-copy)", words.copy);
    label("#chat-input", words.placeholder);
    label("button.edit-message", words.edit);
    label("#edit-chat-input", words.edited);
    label("#thread-options", (menu) => words.chat_options.replace("{title}", menu.parentElement.textContent.trim()));
    label("[data-panel-resize-handle-id]", words.panel_width);
    document.querySelector("[role=dialog]:has(#side-view-content)")?.setAttribute("aria-labelledby", "side-view-title");
    const answers = document.querySelector("[data-step-type]")?.parentElement;
    if (answers && answers.getAttribute("role") !== "log") {
      answers.setAttribute("role", "log");
      answers.setAttribute("aria-label", words.conversation);
    }
  };
  // One word for all dialogs of Chainlit's is none: what a button does stands on it.
  const call = (selector, text) =>
    document.querySelectorAll(selector).forEach((button) => {
      const shown = document.createTreeWalker(button, NodeFilter.SHOW_TEXT).nextNode();
      if (shown && shown.data !== text) shown.data = text;
    });
  const dialogs = () => {
    call("[role=alertdialog] button:last-of-type", words.remove);
    call("[role=dialog]:has(input#name) button[type=button] + button[type=button]", words.keep);
    label("[role=dialog] > button:has(> .sr-only)", words.close);
  };
  // The other language: chosen here, for the interface, and remembered.
  const offer = () => {
    const before = document.getElementById("theme-toggle");
    if (!before || document.getElementById("language-switch")) return;
    const other = Object.keys(texts).find((each) => each !== language);
    const link = element("a", "language-switch", words.other_language);
    link.id = "language-switch";
    link.lang = link.hreflang = other;
    link.addEventListener("click", () => { link.href = `${base}/language/${other}?next=${encodeURIComponent(location.pathname.slice(base.length))}`; });
    link.href = `${base}/language/${other}`;
    before.before(link);
  };
  const mend = () => {
    document.querySelector("ul:has(> #thread-history)")?.setAttribute("role", "none"); // it holds no items, but lists
    document.querySelectorAll("[data-panel-resize-handle-id][aria-controls]").forEach((handle) => {
      if (!document.getElementById(handle.getAttribute("aria-controls"))) handle.removeAttribute("aria-controls");
    });
  };

  // Links to our own pages are written as if we were at the root of our host; Chainlit's own know better.
  const place = () => {
    if (!base) return;
    document.querySelectorAll('a[href^="/"]').forEach((link) => {
      const address = link.getAttribute("href");
      if (!address.startsWith("//") && address !== base && !address.startsWith(`${base}/`)) link.setAttribute("href", base + address);
    });
  };

  // Words of a document in another language than the page's are marked as such where an answer gives them literally.
  const flat = (text) => text.replace(/\[\d+\]/g, "").replace(/\s+/g, " ").trim();
  const speak = () => {
    document.querySelectorAll("a.element-link[data-quote]").forEach((link) => {
      const block = link.closest("li, p");
      if (!block || block.lang) return;
      const said = flat(block.textContent);
      const languages = new Set([...block.querySelectorAll("a.element-link")].map((each) => each.dataset.language));
      const quote = flat(link.dataset.quote);
      if (languages.size === 1 && quote && (said.includes(quote) || quote.includes(said))) block.lang = link.dataset.language;
    });
  };

  // A server that has started again knows nothing of this page: what it has kept of the chat is shown anew.
  let server = null;
  let known = null;
  // On a narrow window Chainlit leaves the address as it is, and a page that is loaded again would begin a new chat.
  const remember = (chat) => {
    if (location.pathname !== `${base}/`) return;
    history.replaceState(history.state, "", `${base}/thread/${chat}`);
    look(); // nothing else on the page tells of it
  };
  const notice = (text) => {
    const told = element("p", "server-notice", text);
    told.setAttribute("role", "alert");
    document.body.append(told);
    setTimeout(() => told.remove(), 20000);
  };
  const restarted = () => {
    if (known) location.assign(`${base}/thread/${known}`);
    else if (document.querySelector("[data-step-type]")) notice(words.restarted);
  };
  // Chainlit opens two lines when a chat is opened again, and waits for ever where the one without the chat comes last.
  const PATIENCE = 3000;
  const ONCE = "ser-adrift";
  let here = "";
  const adrift = () => {
    const wanted = location.pathname.slice(base.length).match(/^\/thread\/([\w-]{36})$/)?.[1];
    if (!wanted || wanted === here || document.querySelector("[data-step-type]")) return sessionStorage.removeItem(ONCE);
    if (sessionStorage.getItem(ONCE) === wanted) return; // it is something else
    sessionStorage.setItem(ONCE, wanted);
    location.reload();
  };
  window.addEventListener("message", ({ source, data }) => {
    if (source !== window) return;
    if (data?.here) {
      here = data.here;
      setTimeout(adrift, PATIENCE);
    }
    // Who is here is asked again: a proxy before the server lets this through, or does not.
    if (data?.ask === "who") fetch(`${base}/user`, { cache: "no-store" }).catch(() => {});
    if (/^[\w-]{1,64}$/.test(data?.chat || "")) {
      known = data.chat;
      setTimeout(remember, 300, known);
    }
    if (data?.server) {
      if (server && server !== data.server) restarted();
      server = data.server;
    }
  });

  // The button of a changed question goes, so the focus goes on to where the next one is typed.
  const go_on = (event) => {
    const button = event.target.closest("#edit-chat-input ~ div button");
    if (button && event.detail === 0) setTimeout(() => document.getElementById("chat-input")?.focus());
  };
  document.addEventListener("click", go_on, { capture: true }); // before the button is gone

  // A citation opened by a key gets the focus; Escape closes it, and the focus is back at its number.
  let opener = null;
  let open = false;
  const enter = (number, tries) => {
    const citation = document.querySelector(`.citation[data-number="${number}"]`);
    if (citation) citation.focus({ preventScroll: true });
    else if (tries) setTimeout(enter, 50, number, tries - 1);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.element-link");
    if (!link) return;
    event.preventDefault(); // it leads to no other place, and an address with "#" would be read as one
    opener = link;
    if (event.detail === 0) enter(link.textContent.replace(/\D/g, ""), 40); // not by a pointer
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector("[role=dialog], [role=alertdialog], [role=menu]")) return;
    document.querySelector("#side-view-title button")?.click();
  });
  const leave = () => {
    const was = open;
    open = Boolean(document.getElementById("side-view-content"));
    if (was && !open && opener?.isConnected && document.activeElement === document.body) opener.focus();
  };

  changed(() => [welcome, name, dialogs, offer, mend, place, speak, leave].forEach((each) => each()));
})();
