// What is easier with a script. Every page works without this file.

// A list follows while the reader chooses: <form data-live="list"> … <section id="list">. The server answers as it
// does to the button, so the list is whole, however many pages it has.
for (const form of document.querySelectorAll("form[data-live]")) {
  const parts = [".page-head", ".language-switch", "[role=status]", ".downloads", `#${form.dataset.live}`];
  let timer, question;

  const ask = async () => {
    question?.abort();
    question = new AbortController();
    const values = [...new FormData(form)].filter(([, value]) => value);
    const address = location.pathname + (values.length ? `?${new URLSearchParams(values)}` : "");
    try {
      const answer = await fetch(address, { signal: question.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of parts) {
        const [here, there] = [document.querySelector(part), page.querySelector(part)];
        if (here && there) here.replaceChildren(...there.childNodes);
      }
      document.title = page.title;
      history.replaceState(null, "", address);
    } catch {
      // The button still asks.
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 200);
  });
}

// What could be meant is proposed in the boxes of the search; the script comes when one of them is entered.
for (const form of document.querySelectorAll("form[data-proposals]")) {
  form.addEventListener("focusin", async () => (await import(form.dataset.script)).complete(form), { once: true });
}

// A slider tells its value while it moves.
for (const slider of document.querySelectorAll("input[type=range]")) {
  const label = slider.labels[0];
  const told = label?.appendChild(document.createElement("output"));
  const tell = () => told && (told.value = ` ${slider.value}`);
  slider.addEventListener("input", tell);
  tell();
}

// Buttons that only a script can serve are in the page hidden: print it, copy an address.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
  });
}

// On phones the menu is a dialog: while it is open, nothing beneath it can be reached. On a wide page it is no sheet.
const menu = document.getElementById("menu");
if (menu?.hidePopover) {
  const bar = menu.parentElement;
  menu.addEventListener("toggle", ({ newState }) => {
    const open = newState === "open";
    for (const part of document.body.children) if (part !== bar) part.inert = open;
    for (const [name, value] of [["role", "dialog"], ["aria-modal", "true"], ["aria-label", bar.ariaLabel]]) {
      if (open) menu.setAttribute(name, value);
      else menu.removeAttribute(name);
    }
    if (!open) document.querySelector("[popovertarget=menu]").focus();
  });
  matchMedia("(min-width: 60em)").addEventListener("change", (wide) => {
    if (wide.matches && menu.matches(":popover-open")) menu.hidePopover();
  });
}

// "Right" takes back what was typed as "should be": nothing is sent that the reader no longer sees.
for (const line of document.querySelectorAll("[data-check-line]")) {
  const input = line.querySelector("[data-present]");
  line.addEventListener("change", (event) => {
    if (event.target.type !== "radio") return;
    if (event.target.value === "right") input.value = input.dataset.present;
    else input.focus();
  });
}
