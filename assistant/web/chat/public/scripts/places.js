// Where a reader is: what was pressed shows where it goes, and from a source they come back to the same answer.
(() => {
  const { changed } = window.ser;
  const SAID = "[data-step-type=assistant_message]";
  const BUTTONS = `${SAID} .-ml-1\\.5 > button.px-3`;
  const PATIENCE = 60000;
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const show = (step) => step.scrollIntoView({ block: "start", behavior: still() ? "auto" : "smooth" });

  // A button under an answer has its effect below: the page goes there as soon as there is something to see.
  let pressed = null;
  document.addEventListener("click", (event) => {
    const button = event.target.closest(BUTTONS);
    if (!button) return;
    button.setAttribute("aria-busy", "true");
    pressed = { button, at: Date.now(), steps: document.querySelectorAll(SAID).length, words: button.closest(SAID).textContent };
  });
  const arrive = () => {
    if (!pressed) return;
    const steps = document.querySelectorAll(SAID);
    const came = steps.length > pressed.steps;
    const turned = pressed.button.isConnected && pressed.button.closest(SAID).textContent !== pressed.words;
    if (!came && !turned && pressed.button.isConnected && Date.now() - pressed.at < PATIENCE) return;
    pressed.button.removeAttribute("aria-busy");
    const last = steps[steps.length - 1];
    if (came && last && last.getBoundingClientRect().top > innerHeight / 2) show(last);
    pressed = null;
  };

  // The number that was clicked last: the panel leads to the document, and from there back to its answer.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.element-link");
    if (link) window.ser.opened = link;
  }, { capture: true });

  // An address that names an answer leads to it, once it is there.
  let sought = /^#step-[\w-]{36}$/.test(location.hash) ? location.hash.slice(1) : "";
  const arrived = Date.now();
  const find = () => {
    const step = sought && document.getElementById(sought);
    if (step) {
      sought = "";
      setTimeout(() => show(step), 300); // Chainlit scrolls first
    } else if (Date.now() - arrived > PATIENCE) sought = "";
  };
  // A chat that is opened again shows its last question, not its first.
  let opened = Boolean(sought) || !/\/thread\/[\w-]{36}$/.test(location.pathname);
  const open = () => {
    const asked = opened ? [] : document.querySelectorAll("[data-step-type=user_message]");
    if (!asked.length) return;
    opened = true;
    if (asked.length > 1) setTimeout(() => asked[asked.length - 1].scrollIntoView({ block: "start" }), 300); // as above
  };
  changed(() => {
    arrive();
    find();
    open();
  });
})();
