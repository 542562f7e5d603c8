// The page of what is typed, beside its form: asked for anew when typing rests and the server has the text.
(() => {
    "use strict";

    const button = document.querySelector("[data-preview-pane]");
    const form = button?.closest("form");
    const wide = matchMedia("(min-width: 80rem)");
    const STORED = "preview-pane";
    const REST = 1500;
    if (!button) {
        return;
    }

    const links = [...form.querySelectorAll("a[data-preview='']")];
    let token = form.elements._work.value;
    let language = 0;
    let isPhone = false;
    let waiting = 0;
    let pane = null;
    let frame = null;

    function refresh() {
        const url = new URL(links[language].href);
        url.searchParams.set("_work", token);
        frame.src = url;
    }

    function choice(text, isOn, choose) {
        const item = document.createElement("button");
        item.type = "button";
        item.textContent = text;
        item.setAttribute("aria-pressed", String(isOn()));
        item.addEventListener("click", () => {
            choose();
            for (const [each, state] of choices) {
                each.setAttribute("aria-pressed", String(state()));
            }
        });
        choices.push([item, isOn]);
        return item;
    }
    const choices = [];

    function build() {
        pane = document.createElement("aside");
        pane.className = "preview-pane";
        pane.setAttribute("aria-label", button.dataset.title);
        const bar = document.createElement("p");
        links.forEach((link, number) => {
            bar.append(choice(link.textContent, () => language === number, () => {
                language = number;
                refresh();
            }));
        });
        bar.append(choice(button.dataset.phone, () => isPhone, () => {
            isPhone = !isPhone;
            frame.classList.toggle("phone", isPhone);
        }));
        frame = document.createElement("iframe");
        // No script of the page runs here, and nothing is sent from it.
        frame.sandbox = "allow-same-origin";
        frame.title = button.dataset.title;
        let top = 0;
        frame.addEventListener("load", () => {
            frame.contentWindow.scrollTo(0, top);
            frame.contentWindow.addEventListener("scroll", () => {
                top = frame.contentWindow.scrollY;
            });
        });
        pane.append(bar, frame);
        document.body.append(pane);
    }

    function show(isShown) {
        const isOpen = isShown && wide.matches;
        if (isOpen && !pane) {
            build();
        }
        if (pane) {
            pane.hidden = !isOpen;
        }
        document.body.classList.toggle("has-preview-pane", isOpen);
        button.setAttribute("aria-expanded", String(isOpen));
        if (isOpen) {
            refresh();
        }
    }

    function remember(isShown) {
        try {
            localStorage.setItem(STORED, isShown ? "1" : "");
        } catch {
            // Then it is closed on the next page.
        }
    }

    button.hidden = !wide.matches;
    wide.addEventListener("change", () => {
        button.hidden = !wide.matches;
        show(button.getAttribute("aria-expanded") === "true");
    });
    button.addEventListener("click", () => {
        const isShown = button.getAttribute("aria-expanded") !== "true";
        remember(isShown);
        show(isShown);
    });
    form.addEventListener("kept", (event) => {
        token = event.detail;
        clearTimeout(waiting);
        waiting = setTimeout(() => pane && !pane.hidden && refresh(), REST);
    });
    try {
        show(localStorage.getItem(STORED) === "1");
    } catch {
        // A browser without a store of its own begins without.
    }
})();
