// Entries of a menu are moved by arrows, the keyboard or dragging; without it by the numbers in their forms.
(() => {
    "use strict";

    const form = document.querySelector(".menu-form");
    if (!form) return;
    const { made, chooser, tell } = window.choosing;
    const translated = (words) => (window.gettext ? window.gettext(words) : words);
    const list = form.querySelector(".menu-editor");
    const status = form.querySelector(".menu-status");
    const total = form.elements.new;
    form.classList.add("has-script");

    const entries = () => [...list.children];
    const level = (entry) => Number(entry.dataset.level);
    const field = (entry, name) => entry.querySelector(`[name$="-${name}"]`);
    const nameOf = (entry) => field(entry, "label_tr").value || entry.dataset.name || translated("New entry");

    // An entry with those beneath it.
    function block(entry) {
        const all = entries();
        const start = all.indexOf(entry);
        let end = start + 1;
        if (level(entry) === 1) while (end < all.length && level(all[end]) === 2) end += 1;
        return all.slice(start, end);
    }

    function setLevel(entry, to) {
        entry.dataset.level = String(to);
        field(entry, "level").value = String(to);
    }

    function refresh() {
        const all = entries();
        all.forEach((entry, place) => {
            field(entry, "order").value = String(place + 1);
            const [, up, down, out, into] = entry.querySelectorAll(".menu-moves button");
            const own = block(entry);
            up.disabled = place === 0 || (level(entry) === 2 && place === 1);
            down.disabled = all.indexOf(own.at(-1)) === all.length - 1;
            out.disabled = level(entry) === 1;
            into.disabled = level(entry) === 2 || place === 0;
            entry.classList.toggle("goes", field(entry, "goes").checked);
        });
    }

    function parentOf(entry) {
        const all = entries();
        return all.slice(0, all.indexOf(entry)).findLast((each) => level(each) === 1);
    }

    function announce(entry) {
        const place = entries().indexOf(entry) + 1;
        const above = level(entry) === 2 ? `, ${translated("beneath")} ${nameOf(parentOf(entry))}` : "";
        status.textContent = `${nameOf(entry)}: ${place}${above}`;
    }

    const moves = {
        up(entry) {
            const all = entries();
            const before = all[all.indexOf(entry) - 1];
            const target = level(entry) === 1 && level(before) === 2 ? parentOf(before) : before;
            target.before(...block(entry));
        },
        down(entry) {
            const own = block(entry);
            const next = own.at(-1).nextElementSibling;
            const after = level(entry) === 1 ? block(next).at(-1) : next;
            after.after(...own);
        },
        out(entry) {
            // Its siblings stay with their parent.
            block(parentOf(entry)).at(-1).after(entry);
            setLevel(entry, 1);
        },
        into(entry) {
            setLevel(entry, 2);
        },
    };

    function move(entry, how, button) {
        moves[how](entry);
        refresh();
        announce(entry);
        const target = button.disabled ? entry.querySelector(".menu-handle") : button;
        target.focus();
    }

    const KEYS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "into" };
    const SIGNS = [["up", "↑", "Move up"], ["down", "↓", "Move down"], ["out", "←", "Move to the top level"], ["into", "→", "Move beneath the entry above"]];

    function equip(entry) {
        const group = made("span", { class: "menu-moves" });
        const handle = made("button", { type: "button", class: "menu-handle", draggable: "true" }, "⠿");
        handle.setAttribute("aria-label", `${translated("Move with the arrow keys")}: ${nameOf(entry)}`);
        handle.title = translated("Move with the arrow keys");
        const buttons = SIGNS.map(([how, sign, words]) => {
            const button = made("button", { type: "button", tabindex: "-1", "aria-label": `${translated(words)}: ${nameOf(entry)}`, title: translated(words) }, sign);
            button.addEventListener("click", () => move(entry, how, button));
            return [how, button];
        });
        group.append(handle, ...buttons.map(([, button]) => button));
        entry.querySelector(".menu-words").before(group);
        handle.addEventListener("keydown", (event) => {
            const how = KEYS[event.key];
            if (!how) return;
            event.preventDefault();
            const button = Object.fromEntries(buttons)[how];
            if (!button.disabled) move(entry, how, handle);
        });
        handle.addEventListener("dragstart", (event) => {
            event.dataTransfer.effectAllowed = "move";
            event.dataTransfer.setData("text/plain", nameOf(entry));
            entry.classList.add("is-dragged");
        });
        handle.addEventListener("dragend", () => entry.classList.remove("is-dragged"));
        field(entry, "goes").addEventListener("change", refresh);
        const link = field(entry, "link");
        if (link) {
            const { label, box, list: offers, status: chosen } = chooser(form.dataset.choose, `${link.id}-chooser`, (result) => {
                link.value = result.reference;
                field(entry, "section").value = "";
                tell(chosen, result);
            });
            const place = made("div", { class: "link-chooser" });
            place.append(label, box, offers, chosen);
            entry.querySelector(".menu-where").prepend(place);
        }
    }

    function drop(event) {
        const dragged = list.querySelector(".is-dragged");
        const target = event.target.closest?.(".menu-entry");
        if (!dragged || !target) return;
        event.preventDefault();
        if (event.type !== "drop" || block(dragged).includes(target)) return;
        const own = block(dragged);
        // In the right half of an entry it is put beneath it, else before or behind it on its level.
        const frame = target.getBoundingClientRect();
        if (event.clientX > frame.left + frame.width / 2 && level(target) === 1 && own.length === 1) {
            target.after(dragged);
            setLevel(dragged, 2);
        } else {
            const isBelow = event.clientY > frame.top + frame.height / 2;
            if (own.length === 1) setLevel(dragged, level(target));
            if (level(dragged) === 1) {
                const top = level(target) === 1 ? target : parentOf(target);
                isBelow ? block(top).at(-1).after(...own) : top.before(...own);
            } else {
                isBelow ? target.after(dragged) : target.before(dragged);
            }
        }
        refresh();
        announce(dragged);
    }
    list.addEventListener("dragover", drop);
    list.addEventListener("drop", drop);

    // Empty forms for new entries are for pages without a script.
    const isEmpty = (entry) => field(entry, "link") && !["section", "link", "label_tr", "label_en"].some((name) => field(entry, name).value);
    let number = Number(total.value);
    entries().filter(isEmpty).forEach((entry) => entry.remove());
    entries().forEach(equip);
    refresh();

    const add = made("button", { type: "button", class: "button menu-add" }, translated("Add an entry"));
    list.after(add);
    add.addEventListener("click", () => {
        const holder = made("ol");
        holder.innerHTML = form.querySelector("template").innerHTML.replaceAll("__new__", String(number));
        number += 1;
        total.value = String(number);
        const entry = holder.firstElementChild;
        list.append(entry);
        equip(entry);
        refresh();
        entry.querySelector(".link-chooser input").focus();
    });
})();
