// The dialog for a link of the text editor offers what the site has: pages, posts, documents, people, decisions …
(() => {
    "use strict";

    const { address, upload, publishes } = document.currentScript.dataset;
    const { made, ask, chooser, tell } = window.choosing;
    const translated = (words) => (window.gettext ? window.gettext(words) : words);
    let serial = 0;

    // In which language the person writes just now: that of the text in which the cursor was last.
    let language = "tr";
    document.addEventListener("focusin", (event) => {
        const editor = event.target.closest?.(".ProseMirror");
        const name = editor?.closest(".form-row, .fieldBox")?.querySelector("textarea")?.name || "";
        if (editor) {
            language = editor.closest("[lang]")?.lang === "en" && !name.endsWith("_tr") ? "en" : "tr";
            if (name.endsWith("_en")) language = "en";
        }
    });

    // A file of this machine becomes a document of the library, to which the link then leads.
    function uploader(id, done) {
        const box = made("details", { class: "link-upload" });
        const file = made("input", { type: "file", id: `${id}-file` });
        const title = made("input", { type: "text", id: `${id}-title`, size: "50", maxlength: "200", autocomplete: "off" });
        const choice = made("select", { id: `${id}-language` });
        const publish = made("input", { type: "checkbox", id: `${id}-publish` });
        const send = made("button", { type: "button", class: "button" }, translated("Upload and link"));
        const progress = made("ul", { class: "library-progress", "aria-live": "polite", id: `${id}-progress` });
        const row = (input, words) => {
            const line = made("p", {});
            line.append(made("label", { for: input.id }, translated(words)), " ", input);
            return line;
        };
        for (const [code, name] of [["tr", "Türkçe"], ["en", "English"]]) {
            choice.append(made("option", { value: code, lang: code }, name));
        }
        choice.value = language;
        const publishing = row(publish, "Publish the document at once");
        box.append(
            made("summary", {}, translated("Upload a new file")),
            row(file, "File"),
            row(title, "Title of the document"),
            row(choice, "Language of the file"),
            ...(publishes ? [publishing] : []),
            send,
            progress,
        );

        const complain = (input, text) => {
            for (const each of [file, title]) {
                each.removeAttribute("aria-invalid");
                each.removeAttribute("aria-describedby");
            }
            if (!input) return;
            input.setAttribute("aria-invalid", "true");
            input.setAttribute("aria-describedby", progress.id);
            if (text) progress.replaceChildren(made("li", { class: "refused" }, translated(text)));
            input.focus();
        };
        file.addEventListener("change", () => {
            const name = file.files[0]?.name || "";
            if (name && !title.value) title.value = name.replace(/\.[^.]*$/, "").replaceAll("_", " ").slice(0, 200);
        });
        const start = async () => {
            if (!file.files.length) {
                complain(file, "Choose a file first.");
                return;
            }
            complain(null);
            progress.replaceChildren();
            send.disabled = true;
            let answer = null;
            await window.sending.sendAll(upload, [file.files[0]], progress, (item) => { done(item); }, {
                mostBytes: 15 * 1024 * 1024,
                tooLarge: "The file is larger than 15 MB. Please make it smaller.",
                fields: () => ({ title: title.value, language: choice.value, ...(publish.checked ? { publish: "1" } : {}) }),
                told: (told) => { answer = told; },
            });
            send.disabled = false;
            if (answer?.refused) complain(answer.field === "title" ? title : file);
        };
        send.addEventListener("click", start);
        box.addEventListener("keydown", (event) => {
            if (event.key !== "Enter" || ![title, file, choice].includes(event.target)) return;
            // It sends the file, never the dialog.
            event.preventDefault();
            if (event.target === title) start();
        });
        return box;
    }

    function equip(dialog) {
        const target = dialog.querySelector("input[name=href]");
        if (!target || dialog.querySelector(".link-chooser")) {
            return;
        }
        serial += 1;
        const id = `link-chooser-${serial}`;
        const { label, box, list, status } = chooser(address, id, (result) => {
            target.value = result.reference;
            tell(status, result);
        }, () => Boolean(target.value));
        const field = made("div", { class: "prose-editor-dialog-field link-chooser" });
        field.append(label, box, list, status);
        target.closest(".prose-editor-dialog-field").before(field);
        if (upload && window.sending) {
            field.append(uploader(id, (result) => {
                target.value = result.reference;
                tell(status, result);
                dialog.querySelector("button[type=submit], button[value=update]")?.focus();
            }));
        }

        // A link that is there already is named, instead of the number that the text holds.
        // The package fills in the address after it has built the dialog.
        requestAnimationFrame(async () => {
            if (target.value.startsWith("/b/")) {
                const [result] = await ask(address, { reference: target.value });
                if (result) {
                    tell(status, result);
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
