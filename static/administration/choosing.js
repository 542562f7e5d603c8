// A field in which one looks for a thing of the site by its name, and chooses it with the keyboard or the pointer.
(() => {
    "use strict";

    const translated = (words) => (window.gettext ? window.gettext(words) : words);

    async function ask(address, query) {
        try {
            const answer = await fetch(`${address}?${new URLSearchParams(query)}`);
            return answer.ok ? (await answer.json()).results : [];
        } catch {
            return [];
        }
    }

    function made(tag, attributes = {}, text = "") {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        element.textContent = text;
        return element;
    }

    // Label, field, list and status of such a choice; `take` is told what was chosen, `isChosen` says whether anything is.
    function chooser(address, id, take, isChosen = () => false) {
        const label = made("label", { for: id }, translated("Find on this site"));
        const box = made("input", {
            id,
            type: "text",
            size: "50",
            role: "combobox",
            autocomplete: "off",
            "aria-expanded": "false",
            "aria-autocomplete": "list",
            "aria-controls": `${id}-list`,
        });
        const list = made("ul", { id: `${id}-list`, role: "listbox", "aria-label": translated("Find on this site") });
        const status = made("p", { class: "link-chosen", role: "status" });
        list.hidden = true;

        const options = () => [...list.children];
        const current = () => list.querySelector("[aria-selected=true]");

        function mark(option) {
            options().forEach((each) => each.setAttribute("aria-selected", String(each === option)));
            option.scrollIntoView({ block: "nearest" });
            box.setAttribute("aria-activedescendant", option.id);
        }

        function close() {
            list.hidden = true;
            box.setAttribute("aria-expanded", "false");
            box.removeAttribute("aria-activedescendant");
        }

        function choose(option) {
            box.value = "";
            close();
            take(option.result);
        }

        function show(results) {
            list.replaceChildren(
                ...results.map((result, place) => {
                    const text = `${result.text} · ${result.kind}${result.state ? ` · ${result.state}` : ""}`;
                    const option = made("li", { id: `${id}-${place}`, role: "option", "aria-selected": "false" }, text);
                    option.dataset.reference = result.reference;
                    option.result = result;
                    option.addEventListener("pointerdown", (event) => {
                        event.preventDefault();
                        choose(option);
                    });
                    return option;
                }),
            );
            list.hidden = results.length === 0;
            box.setAttribute("aria-expanded", String(results.length > 0));
            if (results.length) {
                mark(options()[0]);
            } else {
                close();
            }
        }

        let asked = 0;
        box.addEventListener("input", async () => {
            asked += 1;
            const own = asked;
            // Whoever is still typing is not asked for.
            await new Promise((done) => setTimeout(done, 150));
            if (own !== asked) {
                return;
            }
            const results = box.value.trim() ? await ask(address, { q: box.value }) : [];
            if (own === asked) {
                show(results);
                if (box.value.trim() && !results.length) {
                    status.textContent = translated("Nothing has that name.");
                }
            }
        });
        box.addEventListener("keydown", (event) => {
            const all = options();
            const place = all.indexOf(current());
            if (event.key === "Enter" && (!list.hidden || box.value.trim() || !isChosen())) {
                // It never sends the form while something is looked for; once something is chosen it may.
                event.preventDefault();
            }
            if (list.hidden || !["ArrowDown", "ArrowUp", "Enter", "Escape"].includes(event.key)) {
                return;
            }
            event.preventDefault();
            event.stopPropagation();
            if (event.key === "Enter") {
                choose(current());
            } else if (event.key === "Escape") {
                close();
            } else {
                mark(all[(place + (event.key === "ArrowDown" ? 1 : -1) + all.length) % all.length]);
            }
        });
        box.addEventListener("blur", close);
        return { label, box, list, status };
    }

    function tell(status, result) {
        const state = result.state ? ` — ${result.state}` : "";
        status.textContent = `${result.kind}: ${result.text}${state}`;
        status.classList.toggle("warning", Boolean(result.state));
    }

    window.choosing = { made, ask, chooser, tell };
})();
