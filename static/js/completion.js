// Titles are proposed while the reader types (the combobox of ARIA 1.2). Loaded when a box of the search is entered.
const WAIT = 120;
const LEAST = 2;
const known = new Map();

async function ask(address, text, signal) {
  const key = `${address}${text}`;
  if (!known.has(key)) {
    const answer = await fetch(`${address}?${new URLSearchParams({ q: text })}`, { signal });
    if (!answer.ok) return null;
    known.set(key, await answer.json());
  }
  return known.get(key);
}

export function complete(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const said = document.createElement("p");
  Object.assign(list, { id: `${input.id}-proposals`, role: "listbox", hidden: true, className: "proposals" });
  list.setAttribute("aria-label", input.labels[0].textContent);
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  form.append(list, said);
  const start = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
  for (const [name, value] of Object.entries(start)) input.setAttribute(name, value);

  let timer, question, chosen = -1;

  const choose = (place) => {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = place;
    const option = list.children[chosen];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };

  const close = () => {
    clearTimeout(timer);
    question?.abort();
    list.hidden = true;
    said.textContent = "";
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  };

  const show = ([, titles, labels, addresses, { told }]) => {
    list.replaceChildren(...titles.map((title, place) => {
      const option = document.createElement("li");
      const label = document.createElement("small");
      Object.assign(option, { id: `${list.id}-${place}`, role: "option", textContent: title });
      option.setAttribute("aria-selected", "false");
      option.dataset.address = addresses[place];
      label.textContent = labels[place];
      option.append(" ", label);
      return option;
    }));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !titles.length;
    input.setAttribute("aria-expanded", String(titles.length > 0));
    said.textContent = told;
  };

  const follow = async () => {
    question?.abort();
    question = new AbortController();
    const { signal } = question;
    const text = input.value.trim().toLocaleLowerCase(document.documentElement.lang);
    if (text.length < LEAST) return close();
    try {
      const answer = await ask(form.dataset.proposals, text, signal);
      if (answer && !signal.aborted && document.activeElement === input) show(answer);
    } catch {
      // The button still searches.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(follow, WAIT);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    const many = list.children.length;
    if (key === "Escape" && !list.hidden) close();
    else if (key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.address);
    else if (key === "ArrowDown" && list.hidden) return void follow();
    else if (key === "ArrowDown") choose(chosen + 1 < many ? chosen + 1 : -1);
    else if (key === "ArrowUp" && !list.hidden) choose(chosen < 0 ? many - 1 : chosen - 1);
    else return;
    event.preventDefault();
  });

  // The box keeps the focus while an option is pressed.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const option = target.closest("[role=option]");
    if (option) location.assign(option.dataset.address);
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
  // What was typed while this script was on its way.
  if (input.value !== input.defaultValue) timer = setTimeout(follow, WAIT);
}
