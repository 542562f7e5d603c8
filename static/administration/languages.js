// The two languages of a text stand beside each other where there is room. Where there is none this makes tabs of
// them; without it they stand below each other. One choice holds for all texts of the form.
(() => {
    "use strict";

    const pageLanguage = document.documentElement.lang;
    const groups = new Set();
    let serial = 0;

    const languageOf = (cell) => cell.querySelector("[lang]")?.getAttribute("lang");

    function mark(cell, language) {
        // The text editor is built beside its text area and has to be told the language, the label must keep its own.
        cell.lang = language;
        for (const each of cell.querySelectorAll("label, .help, .errorlist")) {
            each.lang = pageLanguage;
        }
    }

    function select(language) {
        for (const group of groups) {
            for (const { tab, panel, code } of group.parts) {
                const chosen = code === language;
                tab.setAttribute("aria-selected", String(chosen));
                tab.tabIndex = chosen ? 0 : -1;
                panel.toggleAttribute("data-hidden", !chosen);
            }
        }
        sessionStorage.setItem("form-language", language);
    }

    function move(group, from, step) {
        const index = group.parts.findIndex(({ tab }) => tab === from);
        const next = group.parts[(index + step + group.parts.length) % group.parts.length];
        select(next.code);
        next.tab.focus();
    }

    function enhance(line) {
        const cells = [...line.children].filter((cell) => languageOf(cell));
        const codes = new Set(cells.map(languageOf));
        if (cells.length < 2 || codes.size < 2 || line.closest(".empty-form") || line.querySelector(".language-tabs")) {
            return;
        }
        const list = document.createElement("div");
        list.className = "language-tabs";
        list.setAttribute("role", "tablist");
        const group = { parts: [] };
        for (const panel of cells) {
            const code = languageOf(panel);
            const label = panel.querySelector("label");
            const tab = document.createElement("button");
            serial += 1;
            tab.type = "button";
            tab.id = `language-tab-${serial}`;
            panel.id = panel.id || `language-panel-${serial}`;
            const name = label.textContent.trim().replace(/:$/, "");
            tab.textContent = name.split(" · ").at(-1);
            tab.setAttribute("aria-label", name);
            tab.setAttribute("role", "tab");
            tab.setAttribute("aria-controls", panel.id);
            panel.setAttribute("role", "tabpanel");
            panel.setAttribute("aria-labelledby", tab.id);
            tab.classList.toggle("has-errors", Boolean(panel.querySelector(".errorlist")));
            tab.addEventListener("click", () => select(code));
            tab.addEventListener("keydown", (event) => {
                const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
                if (step) {
                    event.preventDefault();
                    move(group, tab, step);
                }
            });
            mark(panel, code);
            list.append(tab);
            group.parts.push({ tab, panel, code });
        }
        line.prepend(list);
        line.classList.add("has-tabs");
        groups.add(group);
    }

    function enhanceAll(root) {
        for (const line of root.querySelectorAll(".form-multiline")) {
            enhance(line);
        }
        const broken = [...groups].flatMap((group) => group.parts).find(({ tab }) => tab.classList.contains("has-errors"));
        const last = sessionStorage.getItem("form-language");
        const known = [...groups].some((group) => group.parts.some(({ code }) => code === last));
        select(broken ? broken.code : known ? last : "tr");
    }

    function show(field) {
        for (let part = field; part; part = part.parentElement) {
            if (part.matches("details")) {
                part.open = true;
            } else if (part.hasAttribute("data-hidden")) {
                select(part.lang);
            }
        }
        const editor = field.closest(".form-row, div")?.querySelector(".prose-editor [contenteditable]");
        const target = field.offsetParent ? field : editor || field;
        target.scrollIntoView({ block: "center" });
        target.focus({ preventScroll: true });
    }

    const fieldOf = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)));

    // A link to a field opens what hides it: the other language, or a folded section.
    document.addEventListener("click", (event) => {
        const link = event.target.closest(".mistakes a");
        const field = link && fieldOf(link.hash);
        if (field) {
            event.preventDefault();
            show(field);
        }
    });

    enhanceAll(document);
    // A link of another page leads to a field as well; the text editors are there once all scripts have run.
    const wanted = location.hash.startsWith("#id_") && fieldOf(location.hash);
    if (wanted) {
        window.addEventListener("load", () => show(wanted));
    }
    document.addEventListener("formset:added", (event) => enhanceAll(event.target));
})();
