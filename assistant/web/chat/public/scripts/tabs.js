// The same chat in two tabs: what is asked, pinned, renamed or removed in one is told to the others, by the browser itself.
// Another browser or device learns of it when the page is loaded there.
(() => {
  const { words, base, element, changed } = window.ser;
  if (!window.BroadcastChannel) return;
  const tabs = new BroadcastChannel(`ser-chats ${base}`);
  const REST = 800; // milliseconds in which nothing comes any more
  const SAID = "[data-step-type]";
  const here = () => location.pathname.slice(base.length).match(/^\/thread\/([\w-]{36})$/)?.[1] || "";
  const tell = (what, chat, more) => tabs.postMessage({ what, chat, ...more });
  window.ser.tell = tell;

  // Only what a person does here is told, once all that comes of it is there; that a page is loaded is none of that.
  const state = () => // as it is in each tab: which messages there are, and what is chosen in the guide
    [...document.querySelectorAll(`${SAID} [id^=step-], .guide button`)].map((each) => each.id || each.textContent).join("\n");
  let before = null;
  let resting = 0;
  const settle = () => {
    clearTimeout(resting);
    if (before === null) return;
    resting = setTimeout(() => {
      if (document.querySelector("#stop-button, [aria-busy=true]")) return settle();
      if (here() && state() !== before) tell("said", here(), { state: state() });
      before = null;
    }, REST);
  };
  document.addEventListener("click", ({ target }) => {
    if (!target.closest(`${SAID} button`)) return;
    before ??= state();
    settle();
  }, { capture: true });
  window.addEventListener("message", ({ source, data }) => {
    if (source !== window || !data?.accepted) return;
    before = ""; // a question has come in, and maybe its answer
    settle();
  });

  // Chainlit renames and removes chats by requests of its own.
  const request = window.fetch.bind(window);
  window.fetch = async (address, given) => {
    const response = await request(address, given);
    const method = given?.method;
    if (response.ok && ["PUT", "DELETE"].includes(method) && /\/project\/thread$/.test(String(address))) {
      const { threadId, name } = JSON.parse(given.body);
      tell(method === "PUT" ? "renamed" : "removed", threadId, { name });
    }
    return response;
  };

  const notice = (text, action, address) => {
    document.getElementById("other-tab")?.remove();
    const line = element("div", "server-notice", "");
    line.id = "other-tab";
    line.setAttribute("role", "status");
    const link = element("a", "", action);
    link.href = address;
    line.append(element("span", "", text), " ", link);
    document.body.append(line);
  };
  const busy = () => document.querySelector("#stop-button, #edit-chat-input, [role=dialog], dialog[open]");
  const entry = (chat) => document.querySelector(`#thread-history a[href$="/thread/${chat}"]`);
  const heard = {
    said: (chat, told) => {
      if (chat !== here() || ["", told.state].includes(state())) return; // it is shown so, or about to be
      if (document.hidden && !busy()) return location.reload(); // what is typed comes back
      notice(words.went_on, words.show_it, `${base}/thread/${chat}`);
    },
    renamed: (chat, { name }) => {
      const title = entry(chat) && document.createTreeWalker(entry(chat), NodeFilter.SHOW_TEXT).nextNode();
      if (title) title.nodeValue = name;
      window.ser.reload?.();
    },
    removed: (chat) => {
      entry(chat)?.closest("li")?.setAttribute("hidden", ""); // React would miss it if it were gone
      window.ser.reload?.();
      if (chat === here()) notice(words.was_removed, words.new_chat, `${base}/`);
    },
    pinned: () => window.ser.reload?.(),
  };
  tabs.addEventListener("message", ({ data }) => heard[data.what]?.(data.chat, data));
  changed(settle);
})();
