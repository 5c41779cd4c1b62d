// The theme chosen in the chat holds here too, and an address without "#quote" still shows the quote.
const theme = localStorage.getItem("vite-ui-theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
const quote = document.getElementById("quote");
if (quote && !location.hash && !document.getElementById("found")) quote.scrollIntoView({ block: "center" });
if (quote && location.hash === "#quote") quote.focus({ preventScroll: true });
