// The dialog for a link of the text editor offers what the site has: pages, posts, documents, people, decisions …
(() => {
    "use strict";

    const address = document.currentScript.dataset.address;
    const translated = (words) => (window.gettext ? window.gettext(words) : words);
    let serial = 0;

    async function ask(query) {
        try {
            const answer = await fetch(`${address}?${new URLSearchParams(query)}`);
            return answer.ok ? (await answer.json()).results : [];
        } catch {
            return [];
        }
    }

    function made(tag, attributes, text = "") {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) {
            element.setAttribute(name, value);
        }
        element.textContent = text;
        return element;
    }

    function equip(dialog) {
        const target = dialog.querySelector("input[name=href]");
        if (!target || dialog.querySelector(".link-chooser")) {
            return;
        }
        serial += 1;
        const id = `link-chooser-${serial}`;
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
        const chosen = made("p", { class: "link-chosen", role: "status" });
        const field = made("div", { class: "prose-editor-dialog-field link-chooser" });
        list.hidden = true;
        field.append(label, box, list, chosen);
        target.closest(".prose-editor-dialog-field").before(field);

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

        function tell(result) {
            const state = result.state ? ` — ${result.state}` : "";
            chosen.textContent = `${result.kind}: ${result.text}${state}`;
            chosen.classList.toggle("warning", Boolean(result.state));
        }

        function choose(option) {
            target.value = option.dataset.reference;
            box.value = "";
            tell(option.result);
            close();
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
            const results = box.value.trim() ? await ask({ q: box.value }) : [];
            if (own === asked) {
                show(results);
                if (box.value.trim() && !results.length) {
                    chosen.textContent = translated("Nothing has that name.");
                }
            }
        });
        box.addEventListener("keydown", (event) => {
            const all = options();
            const place = all.indexOf(current());
            if (event.key === "Enter" && (!list.hidden || box.value.trim() || !target.value)) {
                // It never sends the dialog while something is looked for; once something is chosen it does.
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

        // A link that is there already is named, instead of the number that the text holds.
        // The package fills in the address after it has built the dialog.
        requestAnimationFrame(async () => {
            if (target.value.startsWith("/b/")) {
                const [result] = await ask({ reference: target.value });
                if (result) {
                    tell(result);
                }
            }
            box.focus();
        });
    }

    new MutationObserver(() => document.querySelectorAll(".prose-editor-dialog").forEach(equip)).observe(document.body, {
        childList: true,
        subtree: true,
    });
})();
