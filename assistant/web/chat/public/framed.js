// In a frame of another site's page: the chat stays in it, all else opens in a tab, and Escape goes to the page around it.
(() => {
  // Where the browser lets a frame of another site keep nothing, it is kept as long as the frame is there.
  class Kept {
    #values = new Map();
    get length() { return this.#values.size; }
    key(index) { return [...this.#values.keys()][index] ?? null; }
    getItem(key) { return this.#values.get(String(key)) ?? null; }
    setItem(key, value) { this.#values.set(String(key), String(value)); }
    removeItem(key) { this.#values.delete(String(key)); }
    clear() { this.#values.clear(); }
  }
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      void window[name];
    } catch {
      Object.defineProperty(window, name, { value: new Kept() });
    }
  }

  document.documentElement.dataset.framed = ""; // the page around it has our name on its frame already
  const base = document.querySelector('meta[property="og:root_path"]').content;
  const outside = base.replace(/\/embedded\/\w\w$/, "");

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link) return;
    if (link.id === "language-switch") {
      event.preventDefault();
      event.stopImmediatePropagation();
      location.assign(`${outside}/embedded/${link.lang}/`);
    } else if (new URL(link.href).pathname.replace(base, "").match(/^\/.+/) && !link.pathname.includes("/thread/")) {
      link.target = "_blank";
    }
  }, true);

  // Before Chainlit closes what it has open by the same key: that comes first.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector("[role=dialog], [role=alertdialog], [role=menu], #side-view-title")) return;
    window.parent.postMessage("ser-assistant:close", "*");
  }, true);
})();
