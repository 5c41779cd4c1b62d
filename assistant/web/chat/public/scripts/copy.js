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
  // What is copied: an answer with its sources, or of a letter the letter alone, without its title and its numbers.
  const proses = (answer) =>
    [...answer.querySelectorAll(".message-content .prose")].map((prose) => {
      const own = prose.cloneNode(true);
      if (answer.querySelector(".files[data-letter]")) {
        own.querySelector("h1, h2")?.remove();
        own.querySelectorAll("a.element-link").forEach((link) => link.remove());
      }
      return own;
    });
  const proofs = (answer) => (answer.querySelector(".files[data-letter]") ? [] : sources(answer));
  const written = (answer) => {
    const said = proses(answer).flatMap(blocks).filter(Boolean);
    const proven = proofs(answer);
    return [...said, ...(proven.length ? [words.sources, ...proven] : [])].join("\n\n");
  };
  // The same with its lists and bold words, for programs that take them: plain elements, without classes and scripts.
  const PLAIN = /^(P|UL|OL|LI|STRONG|EM|H[1-6]|TABLE|THEAD|TBODY|TR|TH|TD)$/;
  const bare = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.textContent.replace(JOINER, ""));
    const paragraph = node.tagName === "DIV" && !node.querySelector("div, p, ul, ol, table"); // as Chainlit makes one
    const name = paragraph ? "P" : PLAIN.test(node.tagName) && node.tagName;
    const made = name ? document.createElement(name) : document.createDocumentFragment();
    if (node.tagName === "OL" && node.start > 1) made.start = node.start;
    made.append(...[...node.childNodes].filter(({ nodeType }) => nodeType < 4).map(bare));
    return made;
  };
  const rich = (answer) => {
    const all = document.createElement("div");
    all.append(...proses(answer).map(bare));
    const proven = proofs(answer);
    const line = (text) => Object.assign(document.createElement("p"), { textContent: text });
    if (proven.length) all.append(...[words.sources, ...proven].map(line));
    return all.innerHTML;
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
  const put = (text, html) => {
    if (!navigator.clipboard) return select(text);
    if (!window.ClipboardItem || !navigator.clipboard.write) return navigator.clipboard.writeText(text);
    const kinds = { "text/plain": text, "text/html": html };
    const blobs = Object.entries(kinds).map(([kind, words]) => [kind, new Blob([words], { type: kind })]);
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  };
  // What is selected by hand has nothing in it that cannot be seen.
  document.addEventListener("copy", (event) => {
    const selected = window.getSelection();
    if (!selected.rangeCount || !selected.toString().includes("\u2060")) return;
    const all = document.createElement("div");
    all.append(bare(selected.getRangeAt(0).cloneContents()));
    event.clipboardData.setData("text/plain", selected.toString().replace(JOINER, ""));
    event.clipboardData.setData("text/html", all.innerHTML);
    event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step-type=assistant_message] button:has(> svg.lucide-copy)");
    if (!button) return;
    event.stopPropagation(); // Chainlit would copy its markup
    event.preventDefault();
    const answer = button.closest("[data-step-type]");
    put(written(answer), rich(answer)).then(
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
