// Ctrl+S saves and stays, as in the programs of an office; fields are shown once what they are about is chosen.
(() => {
    "use strict";

    const form = document.querySelector("#content-main form:has(.submit-row)");
    if (!form) {
        return;
    }

    document.addEventListener("keydown", (event) => {
        const isSave = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s";
        const button = form.querySelector("[name=_draft]") || form.querySelector("[name=_continue]") || form.querySelector(".submit-row [type=submit]");
        if (isSave && button && !document.querySelector("dialog[open]")) {
            event.preventDefault();
            button.click();
        }
    });

    // A field that holds something or was refused is never put away.
    const holds = (part) =>
        part.querySelector(".errorlist, .errors") ||
        [...part.querySelectorAll("input:not([type=hidden]), textarea, select")].some((field) => field.value);

    function show(name, isWanted) {
        for (const input of form.querySelectorAll(`[id^="id_${name}"]`)) {
            const box = input.closest(".fieldBox") || input.closest(".form-row");
            const row = box && box.closest(".form-row");
            if (row) {
                box.hidden = !isWanted && !row.classList.contains("errors") && !holds(box);
                row.hidden = box === row ? box.hidden : [...row.querySelectorAll(".fieldBox")].every((each) => each.hidden);
            }
        }
    }

    function showByPicture(input) {
        const isChosen = Boolean(form.elements[`${input.name}-library`]?.value);
        const isStored = Boolean(input.closest(".form-row").querySelector(".file-upload a"));
        show(`${input.name}_alt`, input.value !== "" || isChosen || isStored);
    }

    function watch(row) {
        for (const input of row.querySelectorAll(".form-row input[type=file]")) {
            // The row from which others are made is never shown itself.
            if (!input.name.includes("__prefix__")) {
                input.addEventListener("change", () => showByPicture(input));
                showByPicture(input);
            }
        }
    }

    watch(form);
    document.addEventListener("formset:added", (event) => watch(event.target));
})();
