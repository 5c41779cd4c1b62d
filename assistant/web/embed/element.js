// A button on another site's page that opens the chat: <script src="https://…/embed.js" defer data-language="nl"></script>
(() => {
  const script = document.currentScript;
  const home = new URL(".", script.src);
  const wanted = script.dataset.language || document.documentElement.lang;
  const language = wanted.toLowerCase().startsWith("nl") ? "nl" : "en";
  const STYLE = `
    :host { all: initial; }
    .open, .close { font: 600 1rem/1.2 system-ui, sans-serif; cursor: pointer; color: #fff; background: #1b4f7a; border: 2px solid #fff; text-decoration: none; }
    .open { position: fixed; z-index: 2147483000; right: 1rem; bottom: 1rem; padding: .8rem 1.2rem; border-radius: 2rem; box-shadow: 0 2px 10px #0006; }
    .close { border-radius: .4rem; padding: .35rem .7rem; font-size: .9rem; }
    :focus-visible { outline: 3px solid #1b4f7a; outline-offset: 2px; }
    .close:focus-visible { outline-color: #fff; }
    .panel { position: fixed; z-index: 2147483001; right: 1rem; bottom: 1rem; width: min(27rem, calc(100vw - 2rem)); height: min(42rem, calc(100vh - 2rem)); display: flex; flex-direction: column; overflow: hidden; border: 1px solid #1b4f7a; border-radius: .6rem; background: #fff; box-shadow: 0 4px 24px #0007; }
    .panel[hidden] { display: none; }
    .bar { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding: .4rem .6rem .4rem .9rem; color: #fff; background: #1b4f7a; font: 600 .95rem/1.3 system-ui, sans-serif; }
    iframe { flex: 1; border: 0; width: 100%; }
    @media (max-width: 480px) { .panel { inset: 0; width: 100vw; height: 100vh; height: 100dvh; border: 0; border-radius: 0; } }
  `;

  const element = (name, className, text) => {
    const made = document.createElement(name);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  // Another tab, where a frame would not know who asks.
  const link = (told) => {
    const made = element("a", "open", told.open);
    Object.assign(made, { href: new URL(told.path, home), target: "_blank", rel: "noopener" });
    return [made];
  };

  const frame = (told) => {
    const button = element("button", "open", told.open);
    const panel = element("section", "panel");
    const bar = element("div", "bar");
    const close = element("button", "close", told.close);
    button.type = close.type = "button";
    button.setAttribute("aria-expanded", "false");
    panel.hidden = true;
    panel.setAttribute("aria-label", told.title);
    bar.append(element("span", "", told.title), close);
    panel.append(bar);
    let shown = null;

    const show = () => {
      if (!shown) { // only now: whoever never opens it loads nothing
        shown = element("iframe", "");
        Object.assign(shown, { src: new URL(told.path, home), title: told.title, allow: "clipboard-write" });
        panel.append(shown);
      }
      panel.hidden = false;
      button.hidden = true;
      button.setAttribute("aria-expanded", "true");
      shown.focus();
    };
    const hide = () => {
      panel.hidden = true;
      button.hidden = false;
      button.setAttribute("aria-expanded", "false");
      button.focus();
    };

    button.addEventListener("click", show);
    close.addEventListener("click", hide);
    panel.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
    window.addEventListener("message", (event) => { // the keys that are pressed inside of the frame
      const own = shown && event.source === shown.contentWindow && event.origin === home.origin;
      if (own && event.data === "ser-assistant:close" && !panel.hidden) hide();
    });
    return [button, panel];
  };

  const start = (told) => {
    const host = document.createElement("div");
    host.id = "ser-assistant";
    host.lang = told.language;
    const root = host.attachShadow({ mode: "open" });
    const style = new CSSStyleSheet(); // which needs no leave of the page's policy, as a style in it would
    style.replaceSync(STYLE);
    root.adoptedStyleSheets = [style];
    root.append(...(told.framed ? frame(told) : link(told)));
    document.body.append(host);
  };

  fetch(new URL(`embed?language=${language}`, home), { credentials: "omit" })
    .then((response) => (response.ok ? response.json() : null))
    .then((told) => told && start(told))
    .catch(() => {}); // this site may not show the chat, or it is away
})();
