// What the scripts of the page have in common: the texts in the reader's language, where we are, and when it changes.
window.ser = (() => {
  const texts = {texts};
  const root = document.documentElement;
  const language = root.lang in texts ? root.lang : "en"; // the server knows which was chosen
  const base = document.querySelector('meta[property="og:root_path"]')?.content || "";
  const user = fetch(`${base}/user`).then((response) => (response.ok ? response.json() : null));
  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  };
  const SVG = "http://www.w3.org/2000/svg";
  const sign = (path) => {
    const made = document.createElementNS(SVG, "svg");
    made.setAttribute("viewBox", "0 0 24 24");
    made.setAttribute("aria-hidden", "true");
    made.appendChild(document.createElementNS(SVG, "path")).setAttribute("d", path);
    return made;
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const number = (value) => value.toLocaleString(language === "nl" ? "nl-NL" : "en-GB");

  const watchers = [];
  let planned = false;
  const look = () => {
    if (planned) return;
    planned = true;
    requestAnimationFrame(() => {
      planned = false;
      watchers.forEach((watch) => watch());
    });
  };
  new MutationObserver(look).observe(root, { childList: true, subtree: true });

  // What is only to be heard: a line that assistive technology reads out when it changes.
  const say = (text) => {
    const line = document.getElementById("said") || document.body.appendChild(element("p", "sr-only", ""));
    line.id = "said";
    line.setAttribute("role", "status");
    line.textContent = text;
  };
  // The line to the server: it stands once the server has said so.
  let stands = false;
  const waiting = [];
  window.addEventListener("message", ({ source, data }) => {
    if (source !== window || !data?.server) return;
    stands = true;
    waiting.splice(0).forEach((go) => go());
  });
  const line = () => (stands ? Promise.resolve() : new Promise((go) => waiting.push(go)));
  return { line, sign, texts, words: texts[language], language, base, root, user, element, fill, number, say, look, changed: (watch) => watchers.push(watch) };
})();
