// Runs once, as the body of a function of (element, server): see gradio's HTML component.
const dialog = element.querySelector("dialog");
const part = (name) => dialog.querySelector(`[data-part="${name}"]`);
const narrow = window.matchMedia("(max-width: 60rem)");
let opener = null;
let latest = null;

const elements = { same: "span", gone: "del", new: "ins" };

function piece({ kind, text }) {
  const shown = document.createElement(elements[kind]);
  shown.textContent = text;
  return shown;
}

function claim({ speaker, words, reference }) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "byline-open";
  button.value = reference;
  const name = document.createElement("strong");
  name.dir = "auto";
  name.textContent = speaker;
  button.append(name, " ", words);
  item.append(button);
  return item;
}

function question({ question, address }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = address;
  link.dir = "auto";
  link.textContent = question;
  item.append(link);
  return item;
}

// What the visitor has asked about the article comes after it, as it is not the article's own.
async function tellAsked(id) {
  const asks = part("asks").parentElement;
  asks.hidden = true;
  if (!id) return;
  const reply = await fetch(`asked?article=${encodeURIComponent(id)}`).catch(() => undefined);
  const found = reply?.ok ? await reply.json().catch(() => undefined) : undefined;
  if (!found?.asks || part("text").dataset.article !== id) return;
  part("asks").textContent = found.asks;
  part("asked").replaceChildren(...found.asked.map(question));
  asks.open = false;
  asks.hidden = false;
}

function show(reading) {
  const problem = reading.problem ?? "";
  part("problem").textContent = problem;
  part("title").textContent = reading.title ?? "";
  part("origin").textContent = reading.origin ?? "";
  part("url").hidden = !reading.url;
  if (reading.url) part("url").href = reading.url;
  part("copies").textContent = reading.copies ?? "";
  part("history").textContent = reading.history ?? "";
  const history = part("history").parentElement;
  history.hidden = !reading.history;
  history.open = false;
  part("changes").replaceChildren(...(reading.changes ?? []).map(piece));
  const says = part("says").parentElement;
  says.hidden = !reading.says;
  // A claim leads to another place of the same article: the list it stands in stays open.
  const within = dialog.open && part("claims").contains(latest);
  if (!within) {
    says.open = false;
    part("says").textContent = reading.says ?? "";
    part("claims").replaceChildren(...(reading.claims ?? []).map(claim));
  }
  const mark = document.createElement("mark");
  mark.textContent = reading.quote ?? "";
  mark.tabIndex = -1;
  const text = part("text");
  text.lang = reading.language ?? "";
  text.hidden = Boolean(problem);
  if (text.dataset.article !== reading.id || !dialog.open) tellAsked(reading.id);
  text.dataset.article = reading.id ?? "";
  text.replaceChildren(reading.before ?? "", mark, reading.after ?? "");
  // Over the whole of a small screen it is a modal dialog; beside the chat it is not.
  if (!dialog.open) narrow.matches ? dialog.showModal() : dialog.show();
  mark.scrollIntoView({ block: "center" });
  (problem ? dialog.querySelector(".byline-close") : mark).focus({ preventScroll: true });
}

async function open(button) {
  latest = button;
  if (!dialog.contains(button)) opener = button;
  // What does not arrive comes as undefined or as an error.
  const reading = await server.read_article(button.value).catch(() => undefined);
  if (latest === button) show(reading ?? { problem: part("problem").dataset.noReply });
}

function leave() {
  dialog.close();
  // An answer that goes on growing replaces its buttons: find the one that took its place.
  const same = [...document.querySelectorAll("button.byline-open")].find(
    (button) => button.value === opener.value,
  );
  const back = opener.isConnected ? opener : same;
  (back ?? document.querySelector("#byline-question textarea")).focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button.byline-open");
  if (button && element.isConnected) open(button);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && dialog.open) leave();
});
dialog.querySelector(".byline-close").addEventListener("click", leave);
