// A button that needs something first, as a moment or a reason, asks for it; without a script the server does.
(() => {
    "use strict";

    const form = document.querySelector("#content-main form:has(.submit-row)");
    if (!form) {
        return;
    }

    // What only a button asks for is out of the way until then, unless it holds something or was refused.
    const parts = (name) => [...form.querySelectorAll(`[id^="id_${name}"]`)];
    const boxOf = (input) => input.closest(".asked, .fieldBox") || input.closest(".form-row");
    const fieldsOf = (box) => [...box.querySelectorAll("input:not([type=hidden]), textarea")];
    const holds = (box) => box.querySelector(".errorlist, .errors") || fieldsOf(box).some((field) => field.value);

    function show(name, isShown) {
        for (const input of parts(name)) {
            const box = boxOf(input);
            const row = box.closest(".form-row") || box;
            box.hidden = !isShown && !holds(box);
            row.hidden = row === box ? box.hidden : [...row.querySelectorAll(".fieldBox")].every((each) => each.hidden);
        }
    }

    // A draft has no hours yet.
    if (form.querySelector("input[name=status]")?.value === "draft") {
        show("publish_at", false);
        show("expire_at", false);
    }

    const buttons = [...form.querySelectorAll(".submit-row [data-asks]")];
    const names = new Set(buttons.map((button) => button.dataset.asks));
    for (const name of ["withdrawal_reason", "review_note", "review_answer"]) {
        if (names.has(name) || name === "withdrawal_reason") {
            show(name, false);
        }
    }

    for (const button of buttons) {
        button.addEventListener("click", (event) => {
            const name = button.dataset.asks;
            const inputs = parts(name).filter((input) => input.type !== "hidden");
            const isAsked = button.dataset.asked === "1";
            const isNeeded = name === "publish_at" || name === "withdrawal_reason";
            const isMissing = inputs.length && !inputs[0].value.trim();
            if (!isMissing || (isAsked && !isNeeded)) {
                return;
            }
            event.preventDefault();
            button.dataset.asked = "1";
            show(name, true);
            if (name === "publish_at") {
                show("expire_at", true);
            }
            for (const folded of form.querySelectorAll("details:not([open])")) {
                folded.open = folded.open || folded.contains(inputs[0]);
            }
            inputs[0].scrollIntoView({ block: "center" });
            inputs[0].focus();
        });
    }
})();
