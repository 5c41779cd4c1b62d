// The answer on the clipboard: text that can be read anywhere, with its sources written out under their numbers.
(() => {
  const { words, base, say, changed } = window.ser;
  const JOINER = /\u2060/g; // keeps an address in the chat from becoming a link
  const flat = (node) => node.textContent.replace(JOINER, "").replace(/\s+/g, " ").trim();

  const item = (node, depth, sign) => {
    const own = node.cloneNode(true);
    own.querySelectorAll("ul, ol").forEach((list) => list.remove());
    const under = [...node.children].filter((each) => /^[UO]L$/.test(each.tagName)).map((list) => items(list, depth + 1));
    return [`${"  ".repeat(depth)}${sign} ${flat(own)}`, ...under].join("\n");
  };
  const items = (list, depth = 0) =>
    [...list.children].map((each, place) => item(each, depth, list.tagName === "OL" ? `${(list.start || 1) + place}.` : "-")).join("\n");
  const blocks = (prose) => [...prose.children].map((each) => (/^[UO]L$/.test(each.tagName) ? items(each) : flat(each)));

  const sources = (answer) => {
    const found = new Map();
    answer.querySelectorAll("a.element-link[data-source]").forEach((link) => {
      const { quote, source, href } = link.dataset;
      const address = source.includes("://") ? "" : ` · ${new URL(base + href, location.href)}`;
      found.set(link.textContent.trim(), `${link.textContent.trim()} “${quote.replace(/\s+/g, " ").trim()}” — ${source}${address}`);
    });
    const number = (key) => Number(key.replace(/\D/g, ""));
    return [...found.keys()].sort((one, other) => number(one) - number(other)).map((key) => found.get(key));
  };
  const written = (answer) => {
    const said = [...answer.querySelectorAll(".message-content .prose")].flatMap(blocks).filter(Boolean);
    const proven = sources(answer);
    return [...said, ...(proven.length ? [words.sources, ...proven] : [])].join("\n\n");
  };

  // Where a page may not write to the clipboard, as on an intranet without https, a selection can still be copied.
  const select = (text) => {
    const field = document.body.appendChild(document.createElement("textarea"));
    field.value = text;
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("copy"));
  };
  const put = (text) => (navigator.clipboard ? navigator.clipboard.writeText(text) : select(text));

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step-type=assistant_message] button:has(> svg.lucide-copy)");
    if (!button) return;
    event.stopPropagation(); // Chainlit would copy its markup
    event.preventDefault();
    put(written(button.closest("[data-step-type]"))).then(
      () => {
        say(words.copied);
        button.dataset.copied = words.copied;
        setTimeout(() => delete button.dataset.copied, 2000);
      },
      () => say(words.not_copied),
    );
  }, { capture: true });
  changed(() => document.querySelectorAll("button[data-copied]").forEach((each) => each.setAttribute("title", each.dataset.copied)));
})();
