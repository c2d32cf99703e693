// Looks once a second whether something happened, and shows it. Never while somebody writes.
const { body } = document;
const seen = body.dataset.pulse;
let writing = false;
document.addEventListener("input", ({ target }) => {
  if (target instanceof HTMLTextAreaElement || target.type === "text") writing = true;
});

async function look() {
  if (document.hidden) return;
  const answer = await fetch("/_/pulse").catch(() => undefined);
  body.toggleAttribute("data-gone", answer === undefined);
  if (!answer?.ok || (await answer.text()) === seen) return;
  if (writing) body.toggleAttribute("data-stale", true);
  else location.reload();
}

// On a phone the menu is wider than the screen.
document.querySelector(".top [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
setInterval(look, 1000);
