// How far an ingest is, without loading the page again; without this script a link does it.
const shown = document.querySelector("[data-state=running]");
const address = document.querySelector("form[enctype]").action;

async function follow() {
  const reply = await fetch(`${address}/state`, { headers: { Accept: "application/json" } });
  if (!reply.ok) return;
  const state = await reply.json();
  const bar = document.getElementById("progress");
  bar.max = state.total || 1;
  bar.value = state.done;
  if (state.phase === "running") {
    setTimeout(follow, 1000);
    return;
  }
  const ended = shown.querySelector(`[data-ended=${state.phase}]`);
  for (const each of shown.children) each.hidden = each !== ended;
  shown.dataset.state = state.phase;
  ended.setAttribute("role", "status");
  ended.hidden = false;
}

if (shown) setTimeout(follow, 500);
