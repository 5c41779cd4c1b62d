// The place to type: says how much fits before it is too much; what is too long is not sent, and so not lost.
(() => {
  const { words, element, fill, number, changed } = window.ser;
  const LIMIT = Number("{limit}");
  const NEAR = LIMIT * 0.9;
  const INPUTS = "#chat-input, #edit-chat-input";
  const length = (input) => [...input.value].length; // as the server counts: characters, not their halves

  const counter = (input) => {
    const id = `${input.id}-counter`;
    const found = document.getElementById(id);
    if (found) return found;
    const made = element("p", "counter", "");
    made.id = id;
    made.setAttribute("role", "status");
    input.after(made);
    return made;
  };
  const told = (used) =>
    used > LIMIT
      ? fill(words.too_long, { over: number(used - LIMIT) })
      : used > NEAR
        ? fill(words.counted, { count: number(used), limit: number(LIMIT) })
        : "";
  const count = (input) => {
    const used = length(input);
    if (used <= NEAR && !document.getElementById(`${input.id}-counter`)) return;
    const line = counter(input);
    if (line.textContent !== told(used)) line.textContent = told(used);
    line.classList.toggle("over", used > LIMIT);
    input.toggleAttribute("aria-invalid", used > LIMIT);
    input.setAttribute("aria-describedby", line.id);
  };
  const halt = (event, input) => {
    if (!input || length(input) <= LIMIT) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    count(input);
    input.focus();
    counter(input).scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("input", (event) => event.target.matches(INPUTS) && count(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && event.target.matches(INPUTS)) halt(event, event.target);
  }, { capture: true });
  document.addEventListener("click", (event) => {
    if (event.target.closest("#chat-submit")) halt(event, document.getElementById("chat-input"));
    const edited = event.target.closest("#edit-chat-input ~ div button:last-child");
    if (edited) halt(event, document.getElementById("edit-chat-input"));
  }, { capture: true });
  changed(() => document.querySelectorAll(INPUTS).forEach(count)); // it is emptied without a key
})();
