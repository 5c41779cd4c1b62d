// The menu of one's account leads to the pages outside the chat: one's data, and what a role opens.
(() => {
  const { words, base, user, element, changed } = window.ser;
  const may = { reader: 0, reviewer: 1, maintainer: 2 };
  const pages = [["your_data", "/account", 0], ["review", "/review", 1], ["people", "/people", 2], ["audit", "/review/audit", 2]];
  let role = "reader";
  user.then((found) => { role = found?.metadata?.role || role; });

  const items = (menu) => [...menu.querySelectorAll("[role=menuitem]")];
  // Chainlit's keys know its own items alone.
  const step = (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const all = items(event.currentTarget);
    all[(all.indexOf(document.activeElement) + by + all.length) % all.length]?.focus();
  };
  changed(() => {
    const menu = document.getElementById(document.getElementById("user-nav-button")?.getAttribute("aria-controls") || "");
    const before = menu && items(menu)[0];
    if (!before || menu.querySelector(".account-link")) return;
    pages.filter(([, , least]) => (may[role] ?? 0) >= least).forEach(([name, address]) => {
      const link = element("a", `account-link ${before.className}`, words[name]);
      link.href = base + address;
      link.setAttribute("role", "menuitem");
      link.tabIndex = -1;
      before.before(link);
    });
    menu.addEventListener("keydown", step, { capture: true });
  });
})();
