// What Chainlit has no setting for: the page's language and name, the welcome, and labels for assistive technology.
(() => {
  const texts = {texts};
  const language = (navigator.languages || [navigator.language])
    .map((tag) => tag.toLowerCase().split("-")[0])
    .find((tag) => tag in texts) || "en";
  const words = texts[language];
  const root = document.documentElement;

  root.lang = language;
  root.style.setProperty("--app-name", JSON.stringify(words.name));
  document.title = words.name;
  if (!localStorage.getItem("vite-ui-theme")) localStorage.setItem("vite-ui-theme", "system");

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  };
  const label = (selector, text) =>
    document.querySelectorAll(selector).forEach((found) => {
      const wanted = typeof text === "function" ? text(found) : text;
      if (found.getAttribute("aria-label") !== wanted) found.setAttribute("aria-label", wanted);
    });

  const welcome = () => {
    const screen = document.getElementById("welcome-screen");
    if (!screen || screen.querySelector(".welcome-title")) return;
    const logo = screen.querySelector("img.logo");
    if (!logo) return;
    logo.alt = "";
    logo.after(element("h1", "welcome-title", words.name), element("p", "welcome-intro", words.intro));
    screen.append(element("p", "welcome-disclaimer", words.disclaimer));
  };
  const name = () => {
    label("a.element-link", (link) => words.show_source.replace("{number}", link.textContent.replace(/\D/g, "")));
    label("#side-view-title button", words.close_panel);
    label("[role=dialog] #side-view-content ~ button", words.close_panel);
    label("#new-chat-button", words.new_chat);
    label("#theme-toggle", words.theme);
    label("#chat-submit", words.send);
    label("button:has(> svg.lucide-copy)", words.copy);
    label("#chat-input", words.placeholder);
    document.querySelector("[role=dialog]:has(#side-view-content)")?.setAttribute("aria-labelledby", "side-view-title");
    const answers = document.querySelector("[data-step-type]")?.parentElement;
    if (answers && answers.getAttribute("role") !== "log") {
      answers.setAttribute("role", "log");
      answers.setAttribute("aria-label", words.conversation);
    }
  };
  let planned = false;
  new MutationObserver(() => {
    if (planned) return;
    planned = true;
    requestAnimationFrame(() => {
      planned = false;
      welcome();
      name();
    });
  }).observe(root, { childList: true, subtree: true });
})();
