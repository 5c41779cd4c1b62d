// A file of the reader's own beside a chat: a button beside the place to type adds it, its name stands there, and a cross removes it.
(() => {
  const { base, element, sign, fill, say, changed } = window.ser;
  const CLIP = "m21 11-9 9a6 6 0 0 1-8-8l9-9a4 4 0 0 1 6 6l-9 9a2 2 0 0 1-3-3l8-8";
  const CROSS = "M6 6l12 12M18 6 6 18";
  let told = null; // what the server says of files, null where there are none
  let chat = "";
  let name = "";
  let busy = false;
  let reading = false; // a file is on its way, which a question waits for

  const picker = document.createElement("input");
  picker.type = "file";
  picker.id = "own-file";
  picker.hidden = true;

  const button = (id, path, done) => {
    const made = element("button", "own-file", "");
    made.append(sign(path), element("span", "", ""));
    made.id = id;
    made.type = "button";
    made.addEventListener("click", done);
    return made;
  };
  const set = (made, text, label) => {
    if (made.textContent !== text) made.lastChild.textContent = text;
    if (made.title !== label) {
      made.title = label;
      made.setAttribute("aria-label", label);
    }
  };
  const show = () => {
    const row = document.querySelector("#message-composer > div:last-child > div:first-child");
    if (!row || !chat || !told) return;
    if (!document.getElementById("own-file-add")) row.append(button("own-file-add", CLIP, () => picker.click()));
    const add = document.getElementById("own-file-add");
    const label = reading ? told.reading : name ? fill(told.added, { name }) : told.add;
    set(add, reading ? ` ${told.reading}` : name && ` ${name}`, label);
    add.disabled = busy;
    const before = document.getElementById("own-file-remove");
    if (name && !busy && !before) add.after(button("own-file-remove", CROSS, remove));
    else if ((!name || busy) && before) before.remove();
    const after = document.getElementById("own-file-remove");
    if (after) set(after, "", told.remove);
  };

  const tell = (text, role, time) => {
    document.querySelector(".server-notice")?.remove();
    const notice = element("p", "server-notice", text);
    notice.setAttribute("role", role);
    document.body.append(notice);
    setTimeout(() => notice.remove(), time);
  };
  const complain = (text) => tell(text, "alert", 20000);

  const ask = async (method, body) => {
    const response = await fetch(`${base}/files/${chat}`, { method, body, cache: "no-store" }).catch(() => null);
    const reply = await response?.json().catch(() => null);
    return response?.ok ? { name: reply.name } : { fault: reply?.detail || told.failed };
  };
  const work = async (method, body, done) => {
    busy = true;
    reading = method === "POST";
    show();
    const reply = await ask(method, body);
    busy = reading = false;
    if (reply.fault === undefined) name = reply.name;
    show();
    if (reply.fault === undefined) tell(done(), "status", 6000);
    else complain(reply.fault);
    document.getElementById("chat-input")?.focus();
  };
  const remove = () => work("DELETE", undefined, () => told.removed);
  picker.addEventListener("change", () => {
    const file = picker.files[0];
    picker.value = "";
    if (!file) return;
    if (file.size > told.largest) return complain(told.too_large);
    const form = new FormData();
    form.append("file", file);
    say(told.reading);
    work("POST", form, () => fill(told.added, { name }));
  });

  // A question that is sent while the file is being read would be answered without it: it stays where it is typed.
  const wait = (event) => {
    if (!reading || !document.getElementById("chat-input")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    complain(told.wait);
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && event.target.matches("#chat-input")) wait(event);
  }, { capture: true });
  document.addEventListener("click", (event) => {
    if (event.target.closest("#chat-submit, #starters button, .suggestions button")) wait(event);
  }, { capture: true });

  const about = fetch(`${base}/files`).then((response) => (response.ok ? response.json() : null)).catch(() => null);
  window.addEventListener("message", async ({ source, data }) => {
    if (source !== window || !/^[\w-]{36}$/.test(data?.here || "") || data.here === chat) return;
    chat = data.here;
    const found = await about;
    if (!found?.on) return;
    told = found;
    picker.accept = told.kinds.join(",");
    document.body.append(picker);
    name = (await ask("GET")).name || "";
    show();
  });
  changed(show);
})();
