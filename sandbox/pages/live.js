// Looks once a second whether something happened, and shows it. Never while somebody writes.
const { body } = document;
const seen = body.dataset.pulse;
let writing = false;
let sending = false;
document.addEventListener("input", ({ target }) => {
  if (target instanceof HTMLTextAreaElement || target.type === "text") writing = true;
});

// A reload would call back a form that is on its way.
document.addEventListener("submit", () => {
  sending = true;
});

async function look() {
  if (document.hidden || sending) return;
  const answer = await fetch("/_/pulse").catch(() => undefined);
  body.toggleAttribute("data-gone", answer === undefined);
  if (!answer?.ok || (await answer.text()) === seen || sending) return;
  if (writing) body.toggleAttribute("data-stale", true);
  else location.reload();
}

// On a phone the menu is wider than the screen.
document.querySelector(".top [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
setInterval(look, 1000);
