// What is typed stays until the server has taken it: a login may end, or the server, before it is sent.
(() => {
  const { base, user, line, changed } = window.ser;
  const DRAFT = "ser-draft";
  const typed = (input) => input.value ?? input.innerText; // Chainlit has an input of either kind
  // Each chat has its own: what was typed in one does not come along into another.
  const drafts = () => JSON.parse(sessionStorage.getItem(DRAFT) || "{}");
  const keep = (place, words) => {
    const kept = drafts();
    const own = kept.owner === owner ? kept : { owner };
    if (words?.trim()) own[place] = words;
    else delete own[place];
    sessionStorage.setItem(DRAFT, JSON.stringify(own));
  };

  let owner = null; // who types here
  let stands = false; // the line to the server
  let known = ""; // the chat that the last message went to

  // What has been sent does not come back into the line while the server takes it, wherever the page is by then.
  const GOES = 500; // milliseconds
  let sent = "";
  const send = () => {
    const input = document.getElementById("chat-input");
    const words = typed(input).trim();
    sent = words;
    // What still stands there was not sent: it is too long, or an answer is under way.
    setTimeout(() => { if (sent === words && typed(input).trim() === words) sent = ""; }, GOES);
  };
  const taken = () => {
    const kept = drafts();
    Object.keys(kept).filter((place) => place !== "owner" && kept[place].trim() === sent).forEach((place) => delete kept[place]);
    sessionStorage.setItem(DRAFT, JSON.stringify(kept));
    sent = "";
  };

  const SETTLES = 800; // Chainlit makes the line anew when another chat is opened
  let at = location.pathname;
  const move = () => {
    const from = at;
    at = location.pathname;
    if (from === at || !owner) return;
    const draft = drafts()[from];
    const begun = known && at === `${base}/thread/${known}` && !/\/thread\//.test(from); // the same chat, by its name
    if (begun) {
      keep(from, "");
      return keep(at, draft);
    }
    const input = document.getElementById("chat-input");
    const own = drafts()[at];
    if (draft && input && typed(input) === draft) {
      input.focus();
      document.execCommand("selectAll");
      document.execCommand("delete");
      keep(from, draft); // what is taken out of the line is still its chat's
      keep(at, own);
    }
    setTimeout(() => {
      restore.done = false;
      restore();
    }, SETTLES);
  };

  const restore = () => {
    const input = document.getElementById("chat-input");
    if (!owner || !stands || !input || input.disabled || restore.done) return; // before the line is open, it is made anew
    restore.done = true;
    const kept = drafts();
    const draft = kept.owner === owner ? kept[location.pathname] : "";
    if (!draft || draft.trim() === sent || typed(input).trim()) return;
    input.focus();
    document.execCommand("insertText", false, draft);
  };

  user.then((found) => {
    owner = found?.identifier;
    restore();
  });
  document.addEventListener("input", (event) => {
    if (owner && event.target.id === "chat-input") keep(location.pathname, typed(event.target));
  });
  document.addEventListener("keydown", ({ key, shiftKey, target }) => {
    if (key === "Enter" && !shiftKey && target.id === "chat-input") send();
  }, { capture: true });
  document.addEventListener("click", ({ target }) => { if (target.closest("#chat-submit")) send(); }, { capture: true });
  window.addEventListener("message", ({ source, data }) => {
    if (source !== window) return;
    if (data?.accepted) taken();
    if (data?.refused) {
      sent = "";
      restore.done = false; // what was not taken comes back to where it was typed
      restore();
    }
    if (/^[\w-]{1,64}$/.test(data?.chat || "")) known = data.chat;
  });
  line().then(() => {
    stands = true;
    restore();
  });
  changed(() => {
    move();
    restore();
  });
})();
