// The documents that a chat is about: a button beside the place to type says which, and opens the choice.
(() => {
  const { words, base, element, fill, number, say, changed } = window.ser;
  const FILTERED = 12; // more documents than this can be searched by their titles
  let chat = "";
  let documents = [];
  let chosen = new Set();

  const label = () => {
    if (!chosen.size) return words.scope_all;
    const titles = documents.filter((each) => chosen.has(each.id)).map((each) => each.title);
    return titles.length === 1 ? fill(words.scope_one, { title: titles[0] }) : fill(words.scope_some, { count: number(titles.length) });
  };
  const button = () => document.getElementById("scope-button");
  const show = () => {
    const row = document.querySelector("#message-composer > div:last-child > div:first-child");
    if (!row || !chat || documents.length < 2) return;
    if (!button()) {
      const made = element("button", "scope-button", "");
      made.id = "scope-button";
      made.type = "button";
      made.setAttribute("aria-haspopup", "dialog");
      made.addEventListener("click", open);
      row.prepend(made);
    }
    if (button().textContent !== label()) button().textContent = button().title = label();
    button().classList.toggle("limited", chosen.size > 0);
  };

  const choose = async (ids) => {
    const response = await fetch(`${base}/scope`, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ chat, documents: ids }),
    }).catch(() => ({ ok: false }));
    if (!response.ok) return say(words.scope_failed);
    chosen = new Set((await response.json()).chosen);
    show();
    say(label());
    document.getElementById("chat-input")?.focus();
  };

  const line = (each) => {
    const item = element("li", "", "");
    const field = element("label", "", "");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.value = each.id;
    box.checked = chosen.has(each.id);
    const title = element("span", "", each.title);
    title.lang = each.language;
    field.append(box, title, element("small", "", words.languages[each.language]));
    const read = element("a", "", words.scope_read);
    read.href = `${base}/source/${encodeURIComponent(each.id)}`;
    read.target = "_blank";
    read.setAttribute("aria-label", fill(words.scope_read_one, { title: each.title }));
    item.append(field, read);
    return item;
  };
  const search = (list) => {
    const field = element("input", "scope-search", "");
    field.type = "search";
    field.setAttribute("aria-label", words.scope_search);
    field.placeholder = words.scope_search;
    field.addEventListener("input", () => {
      const sought = field.value.trim().toLowerCase();
      [...list.children].forEach((each) => (each.hidden = !each.textContent.toLowerCase().includes(sought)));
    });
    return field;
  };
  const action = (text, main, done) => {
    const made = element("button", main ? "main" : "", text);
    made.type = "button";
    made.addEventListener("click", done);
    return made;
  };
  function open() {
    const dialog = element("dialog", "scope", "");
    const title = element("h2", "", words.scope_title);
    title.id = "scope-title";
    dialog.setAttribute("aria-labelledby", title.id);
    dialog.setAttribute("role", "dialog");
    const list = document.createElement("ul");
    list.append(...documents.map(line));
    const close = (ids) => {
      dialog.close();
      if (ids) choose(ids);
    };
    const ticked = () => [...list.querySelectorAll("input:checked")].map((each) => each.value);
    const row = element("div", "actions", "");
    row.append(
      action(words.scope_use, true, () => close(ticked())),
      action(words.scope_all, false, () => close([])),
      action(words.scope_cancel, false, () => close(null)),
    );
    dialog.append(title, element("p", "", words.scope_help), ...(documents.length > FILTERED ? [search(list)] : []), list, row);
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("keydown", (event) => event.stopPropagation()); // Escape closes this, and nothing beneath it
    document.body.append(dialog);
    dialog.showModal();
  }

  const load = async () => {
    const response = await fetch(`${base}/scope/${chat}`, { cache: "no-store" }).catch(() => ({ ok: false }));
    if (!response.ok) return;
    const told = await response.json();
    [documents, chosen] = [told.documents, new Set(told.chosen)];
    show();
    const only = new URLSearchParams(location.search).get("only"); // from the list of documents
    if (only && location.pathname === `${base}/`) {
      history.replaceState(history.state, "", `${base}/`);
      choose([only]);
    }
  };
  window.addEventListener("message", ({ source, data }) => {
    if (source !== window || !/^[\w-]{36}$/.test(data?.here || "") || data.here === chat) return;
    chat = data.here;
    load();
  });
  changed(show);
})();
