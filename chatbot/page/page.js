// What Gradio's chat does not do: keep a new question at the top while its answer grows
// below it, and leave a message's own words, rather than its HTML, to screen readers.
() => {
  // The theme that the user chose, known here so that a page in it does not begin in another.
  window.bylineTheme = (theme) => {
    localStorage.setItem("byline-theme", theme);
    const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
    document.body.classList.toggle("dark", dark);
  };
  window.bylineTheme(localStorage.getItem("byline-theme") ?? "system");

  let newest = "";
  let following = false;
  let placed = 0;

  function tidy() {
    const chat = document.querySelector("#byline-chat");
    if (!chat) return;
    for (const message of chat.querySelectorAll("[data-testid][aria-label]")) {
      message.removeAttribute("aria-label");
    }
    // What is called a list holds buttons.
    chat.querySelector(".examples[role=list]")?.setAttribute("role", "group");
    // Its exchange's id is in a question's class: earlier ones that are shown make none new.
    const last = [...chat.querySelectorAll(".byline-asked")].at(-1);
    if ((last?.className ?? "") !== newest) following = Boolean(last);
    newest = last?.className ?? "";
    const log = chat.querySelector("[role=log]");
    if (following && log) {
      log.scrollTop += last.closest(".user-row").getBoundingClientRect().top - log.getBoundingClientRect().top;
      placed = log.scrollTop;
    }
  }

  const leave = () => (following = false);
  for (const moved of ["wheel", "touchmove", "keydown"]) {
    document.addEventListener(moved, leave, { passive: true });
  }
  // Whoever scrolls by other means, such as the bar. What shrinks is only moved back to its end.
  document.addEventListener("scroll", ({ target: log }) => {
    if (!log.matches?.("#byline-chat [role=log]")) return;
    const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 2;
    if (log.scrollTop > placed + 2 || (log.scrollTop < placed - 2 && !atEnd)) leave();
  }, { capture: true, passive: true });
  // A tip over the page changes nothing in the chat.
  const inChat = ({ target }) => document.querySelector("#byline-chat")?.contains(target);
  new MutationObserver((changes) => changes.some(inChat) && tidy()).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ["aria-label"],
  });
}
