// Parts of a row are put in order by buttons, by dragging or, without this, by the numbers in their forms.
(() => {
    "use strict";

    const field = (part) => part.querySelector("[data-order]");
    const parts = (group) => [...group.querySelectorAll(".inline-related:not(.empty-form)")];

    function number(group) {
        parts(group).forEach((part, index) => {
            field(part).value = index + 1;
        });
    }

    function refresh(group) {
        const all = parts(group);
        all.forEach((part, index) => {
            const [up, down] = part.querySelectorAll(".order-buttons button");
            up.disabled = index === 0;
            down.disabled = index === all.length - 1;
        });
    }

    function announce(group, part) {
        const place = parts(group).indexOf(part) + 1;
        group.querySelector(".order-status").textContent = field(part).dataset.moved.replace("%(place)s", place);
    }

    function place(group, part, before) {
        if (before) {
            before.before(part);
        } else {
            parts(group).at(-1).after(part);
        }
        number(group);
        refresh(group);
        announce(group, part);
    }

    function button(text, label, act) {
        const made = document.createElement("button");
        made.type = "button";
        made.textContent = text;
        made.setAttribute("aria-label", label);
        made.title = label;
        made.addEventListener("click", act);
        return made;
    }

    function step(group, part, by, pressed) {
        const all = parts(group);
        const index = all.indexOf(part);
        place(group, part, by < 0 ? all[index - 1] : all[index + 2]);
        const [up, down] = part.querySelectorAll(".order-buttons button");
        (pressed.disabled ? (pressed === up ? down : up) : pressed).focus();
    }

    function equip(group, part) {
        const input = field(part);
        if (!input || part.querySelector(".order-buttons")) {
            return;
        }
        const heading = part.querySelector("h3");
        const name = heading.querySelector(".inline_label").firstChild.textContent.trim();
        const buttons = document.createElement("span");
        buttons.className = "order-buttons";
        buttons.append(
            button("↑", `${input.dataset.up}: ${name}`, (event) => step(group, part, -1, event.currentTarget)),
            button("↓", `${input.dataset.down}: ${name}`, (event) => step(group, part, 1, event.currentTarget)),
        );
        heading.querySelector(".inline_label").after(buttons);
        input.closest(".form-row").classList.add("ordered-by-script");
        heading.draggable = true;
        heading.addEventListener("dragstart", (event) => {
            event.dataTransfer.effectAllowed = "move";
            event.dataTransfer.setData("text/plain", name);
            part.classList.add("is-dragged");
        });
        heading.addEventListener("dragend", () => part.classList.remove("is-dragged"));
    }

    function drop(group, event) {
        const dragged = group.querySelector(".is-dragged");
        const target = event.target.closest(".inline-related:not(.empty-form)");
        if (!dragged || !target || target === dragged) {
            return;
        }
        event.preventDefault();
        if (event.type === "drop") {
            const all = parts(group);
            const isBelow = all.indexOf(target) > all.indexOf(dragged);
            place(group, dragged, isBelow ? all[all.indexOf(target) + 1] : target);
        }
    }

    for (const group of document.querySelectorAll(".inline-group:has([data-order])")) {
        const status = document.createElement("p");
        status.className = "order-status visually-hidden";
        status.setAttribute("role", "status");
        group.append(status);
        parts(group).forEach((part) => equip(group, part));
        refresh(group);
        group.addEventListener("dragover", (event) => drop(group, event));
        group.addEventListener("drop", (event) => drop(group, event));
        group.addEventListener("formset:added", (event) => {
            // A copied form brings the buttons of none: it comes from the empty one.
            equip(group, event.target);
            refresh(group);
        });
        group.addEventListener("formset:removed", () => refresh(group));
    }
})();
