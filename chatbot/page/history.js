// Runs once, as the body of a function of (element, trigger, watch): see gradio's HTML component.
element.addEventListener("click", (event) => {
  const button = event.target.closest("button.byline-conversation");
  if (button) trigger("choose", { value: button.value });
});
document.addEventListener("click", (event) => {
  if (element.isConnected && event.target.closest?.("button.byline-print")) window.print();
});

// The address names the conversation that is open, so that a reload opens it again.
watch("value", () => {
  const { open, keep } = element.querySelector("nav")?.dataset ?? {};
  if (open === undefined || keep !== undefined) return;
  const address = open ? `?conversation=${encodeURIComponent(open)}` : location.pathname;
  if (location.search !== (open ? address : "")) history.replaceState(null, "", address);
});
