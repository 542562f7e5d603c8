// What is easier with a script. Every page works without this file.

// Narrow a list while typing: <form data-filters="list"> … <ul id="list">. The button still asks
// the server, which also knows the other pages of the list.
const folded = (text) =>
  text
    .toLocaleLowerCase("tr")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ı", "i");

for (const form of document.querySelectorAll("form[data-filters]")) {
  const list = document.getElementById(form.dataset.filters);
  const input = form.querySelector("input[type=text], input[type=search]");
  const status = form.querySelector("[role=status]");
  if (!list || !input) continue;

  const items = [...list.children].map((item) => [item, folded(item.textContent)]);
  const said = status?.textContent;
  input.addEventListener("input", () => {
    const words = folded(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [item, text] of items) {
      item.hidden = !words.every((word) => text.includes(word));
      shown += !item.hidden;
    }
    if (status) status.textContent = words.length ? `${shown} / ${items.length}` : said;
  });
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

// The menu sheet stays open when the reader turns the phone; on a wide page it is no sheet.
const menu = document.getElementById("menu");
if (menu?.hidePopover) {
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
