// Pictures and documents from the libraries in forms, many files at once with the progress of each, and the dialog that chooses.
// Without it forms take one file or the number of a picture, and the library takes many files in one request.
(() => {
    "use strict";

    const { made, translated, sendAll, takeFiles } = window.sending;

    // The page of the library that takes many files.
    for (const form of document.querySelectorAll("form.library-upload")) {
        const [input, zone, list] = ["input[type=file]", ".library-drop", ".library-progress"].map((each) => form.querySelector(each));
        const numbers = [];
        const hint = made("span", {}, ` ${translated("or drag them here")}`);
        input.required = false;
        zone.append(hint);
        form.querySelector(".submit-row").remove();
        const next = made("a", { class: "button default" }, form.dataset.next);
        takeFiles(input, zone, async (files) => {
            await sendAll(form.dataset.upload, files, list, (item) => { numbers.push(item.number); }, limitsOf(form));
            if (!numbers.length) return;
            next.href = `${form.dataset.words}?ids=${[...new Set(numbers)].join(",")}`;
            if (!next.isConnected) list.after(next);
            next.focus();
        });
        form.addEventListener("submit", (event) => event.preventDefault());
    }

    // The dialog: search, the pictures, and new ones from this machine.
    let dialog = null;

    const isOfDocuments = (box) => box.dataset.of === "documents";

    // What the server says of the largest file; for pictures the script knows it.
    const limitsOf = (box) =>
        Number(box.dataset.mostBytes) ? { mostBytes: Number(box.dataset.mostBytes), tooLarge: box.dataset.tooLarge } : undefined;

    function open(box, isMany, take) {
        dialog?.remove();
        dialog = made("dialog", { class: "library-dialog", "aria-label": translated("Choose from the library") });
        const bar = made("div", { class: "library-bar" });
        const label = made("label", { for: "library-search" }, translated(isOfDocuments(box) ? "Find a document" : "Find a picture"));
        const search = made("input", { type: "search", id: "library-search", autocomplete: "off" });
        const zone = made("p", { class: "library-drop" });
        const fileLabel = made("label", { for: "library-files" }, `${translated(isOfDocuments(box) ? "New file from this computer" : "New from this computer")} `);
        const input = made("input", { type: "file", id: "library-files", ...(isOfDocuments(box) ? {} : { accept: "image/*" }), ...(isMany ? { multiple: "" } : {}) });
        const progress = made("ul", { class: "library-progress", "aria-live": "polite" });
        const offers = made("ul", { class: isOfDocuments(box) ? "library-offers in-lines" : "library-offers" });
        const more = made("button", { type: "button", class: "button" }, translated("Show more"));
        const close = made("button", { type: "button", class: "button" }, translated("Close"));
        const use = made("button", { type: "button", class: "button default" }, translated("Take these"));
        const chosen = new Map();
        let page = 0;
        let asked = 0;

        const finish = (pictures) => {
            dialog.close();
            take(pictures);
        };
        const add = (picture, isFirst = false) => {
            const item = made("li");
            const button = made("button", { type: "button", ...(isMany ? { "aria-pressed": String(chosen.has(picture.number)) } : {}) });
            if (isOfDocuments(box)) {
                const about = [picture.about, picture.state].filter(Boolean).join(" · ");
                button.append(made("span", {}, picture.name), " ", made("span", { class: "quiet" }, about));
            } else {
                button.append(made("img", { src: picture.address, alt: "", loading: "lazy" }), made("span", {}, picture.name));
            }
            button.addEventListener("click", () => {
                if (!isMany) return finish([picture]);
                chosen.has(picture.number) ? chosen.delete(picture.number) : chosen.set(picture.number, picture);
                button.setAttribute("aria-pressed", String(chosen.has(picture.number)));
                use.textContent = `${translated("Take these")} (${chosen.size})`;
            });
            item.append(button);
            isFirst ? offers.prepend(item) : offers.append(item);
        };
        const ask = async () => {
            asked += 1;
            const own = asked;
            try {
                const answer = await fetch(`${box.dataset.choose}?${new URLSearchParams({ q: search.value, page })}`);
                const { results, more: isMore } = await answer.json();
                if (own !== asked) return;
                if (page === 0) offers.replaceChildren();
                results.forEach((picture) => add(picture));
                more.hidden = !isMore;
                if (!results.length && page === 0) offers.append(made("li", {}, translated(isOfDocuments(box) ? "No document matches." : "No picture matches.")));
            } catch {
                offers.replaceChildren(made("li", {}, translated("The library could not be read. Please try again.")));
            }
        };
        search.addEventListener("input", async () => {
            page = 0;
            const typed = search.value;
            await new Promise((done) => setTimeout(done, 150));
            if (typed === search.value) ask();
        });
        search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
        more.addEventListener("click", () => { page += 1; ask(); });
        close.addEventListener("click", () => dialog.close());
        use.addEventListener("click", () => finish([...chosen.values()]));
        takeFiles(input, zone, (files) =>
            sendAll(box.dataset.upload, files, progress, (picture) => {
                if (!isMany) return finish([picture]);
                chosen.set(picture.number, picture);
                use.textContent = `${translated("Take these")} (${chosen.size})`;
                add(picture, true);
                return null;
            }, limitsOf(box)),
        );
        zone.append(fileLabel, input, ` ${translated("or drag it here")}`);
        bar.append(label, search, close);
        if (isMany) bar.append(use);
        dialog.append(bar, zone, progress, offers, more);
        document.body.append(dialog);
        dialog.showModal();
        search.focus();
        ask();
    }

    // A field that shows which picture was chosen.
    const beside = (number, ending) => number.form?.elements[number.name.replace(/-library$/, ending)];

    function fill(number, picture) {
        number.value = picture.number;
        const file = beside(number, "");
        if (file) file.value = "";
        const box = number.closest(".library-choice");
        if (isOfDocuments(box)) return fillDocument(number, box, picture);
        box.querySelector(".library-chosen").replaceChildren(
            made("img", { src: picture.address, alt: "", class: "preview" }),
            made("span", {}, ` ${picture.name}`),
        );
        for (const code of ["tr", "en"]) {
            const alt = beside(number, `_alt_${code}`);
            if (!alt) continue;
            if (!alt.value) alt.value = picture[`alt_${code}`];
            for (const part of [alt.closest(".fieldBox"), alt.closest(".form-row")]) if (part) part.hidden = false;
        }
        for (const [axis, place] of [["x", 0], ["y", 1]]) {
            const focus = beside(number, `_focus_${axis}`);
            if (focus && Number(focus.value) === 50) focus.value = picture.focus[place];
        }
        number.dispatchEvent(new Event("input", { bubbles: true }));
    }

    // A file of a tender or meeting is called what the library calls it, where nobody typed a title.
    function fillDocument(number, box, chosen) {
        box.querySelector(".library-chosen").replaceChildren(made("a", { href: chosen.file }, chosen.name));
        if (/-[0-9]+-file-library$/.test(number.name)) {
            for (const code of ["tr", "en"]) {
                const title = number.form?.elements[number.name.replace(/file-library$/, `title_${code}`)];
                if (title && !title.value) title.value = chosen[`title_${code}`] || "";
            }
        }
        number.dispatchEvent(new Event("input", { bubbles: true }));
    }

    function equip(box) {
        const number = box.querySelector("input");
        if (box.dataset.equipped || number.name.includes("__prefix__")) return;
        box.dataset.equipped = "yes";
        const button = made("button", { type: "button", class: "button" }, translated("Choose from the library"));
        number.type = "hidden";
        box.querySelector("label").remove();
        box.prepend(button);
        button.addEventListener("click", () => open(box, false, ([picture]) => fill(number, picture)));
        beside(number, "")?.addEventListener("change", () => {
            number.value = "";
            box.querySelector(".library-chosen").replaceChildren();
        });
    }

    // Many photographs at once: each becomes a part of the form.
    function equipMany(box) {
        const prefix = box.dataset.prefix;
        const group = document.getElementById(`${prefix}-group`);
        const [input, zone, list] = ["input[type=file]", ".library-drop", ".library-progress"].map((each) => box.querySelector(each));
        const isThere = (picture) =>
            [...group.querySelectorAll(`input[name$="-library"]`)].some((each) => each.value === String(picture.number)) ||
            [...group.querySelectorAll(".file-upload a")].some((link) => link.getAttribute("href") === picture.file);
        const addRow = (picture) => {
            if (isThere(picture)) return `${picture.name}: ${translated("is among these already.")}`;
            group.querySelector(".add-row a").click();
            const row = [...group.querySelectorAll(`.dynamic-${prefix}`)].pop();
            const choice = row.querySelector(".library-choice");
            equip(choice);
            fill(choice.querySelector("input"), picture);
            return row;
        };
        const addAll = (rows) => {
            const first = rows.find((row) => row instanceof Element);
            first?.querySelector('input[name$="_alt_tr"]')?.focus();
        };
        takeFiles(input, zone, async (files) => {
            const rows = [];
            await sendAll(box.dataset.upload, files, list, (picture) => {
                const row = addRow(picture);
                rows.push(row);
                return row instanceof Element ? null : row;
            });
            addAll(rows);
        });
        // One description after the other: Enter leads to that of the next photograph, and sends nothing.
        group.addEventListener("keydown", (event) => {
            const [, ending] = event.target.name?.match(/_alt_(tr|en)$/) || [];
            if (event.key !== "Enter" || !ending) return;
            event.preventDefault();
            const all = [...group.querySelectorAll(`.dynamic-${prefix} input[name$="_alt_${ending}"]`)];
            all[all.indexOf(event.target) + 1]?.focus();
        });
        const button = made("button", { type: "button", class: "button" }, translated("Choose from the library"));
        button.addEventListener("click", () => open(box, true, (pictures) => addAll(pictures.map(addRow))));
        zone.append(` ${translated("or drag them here")} `, button);
    }

    const boxes = () => document.querySelectorAll(".library-choice");
    document.addEventListener("formset:added", () => boxes().forEach(equip));
    boxes().forEach(equip);
    // The buttons that add a row are there once the scripts of the formsets have run.
    window.addEventListener("load", () => document.querySelectorAll(".library-many").forEach(equipMany));
})();
