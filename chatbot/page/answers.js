// Runs once, as the body of a function of (element, trigger): see gradio's HTML component.
// The buttons in an answer are text to the chat: their clicks become events here.
const actions = ["without", "retry", "edit", "verdict", "link", "next", "earlier"];

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("#byline-talk button");
  const action = actions.find((name) => button?.classList.contains(`byline-${name}`));
  if (action && element.isConnected) trigger(action, { value: button.value });
});

// What an [n] stands for, shown beside it to whoever points at it or reaches it by keyboard. The
// words are those of its title, which is taken away meanwhile, or the browser would show it too.
const tip = document.createElement("div");
tip.id = "byline-tip";
tip.role = "tooltip";
tip.dir = "auto";
tip.hidden = true;
document.body.append(tip);
let of = null;

function show(marker) {
  if (marker === of) return;
  hide();
  of = marker;
  tip.textContent = marker.title;
  marker.removeAttribute("title");
  marker.setAttribute("aria-describedby", tip.id);
  tip.hidden = false;
  const place = marker.getBoundingClientRect();
  const left = Math.min(place.left, window.innerWidth - tip.offsetWidth - 8);
  const above = place.bottom + tip.offsetHeight > window.innerHeight;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${above ? place.top - tip.offsetHeight : place.bottom}px`;
}

function hide() {
  if (!of) return;
  of.title = tip.textContent;
  of.removeAttribute("aria-describedby");
  of = null;
  tip.hidden = true;
}

const marked = (event) => event.target.closest?.("button.byline-marker");
for (const come of ["mouseover", "focusin"]) {
  document.addEventListener(come, (event) => {
    if (marked(event)) show(marked(event));
    else if (!tip.contains(event.target)) hide();
  });
}
document.addEventListener("focusout", hide);
document.addEventListener("scroll", hide, { capture: true, passive: true });
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
document.addEventListener("click", hide);
