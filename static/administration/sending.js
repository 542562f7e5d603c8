// Sends files to the library, one request each, with progress, the reason of a refusal, and another attempt.
(() => {
    "use strict";

    if (window.sending) return;

    const translated = (words) => (window.gettext ? window.gettext(words) : words);
    const PICTURES = { mostBytes: 10 * 1024 * 1024, tooLarge: "The picture is larger than 10 MB. Please make it smaller." };

    function made(tag, attributes = {}, text = "") {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        element.textContent = text;
        return element;
    }

    const tokens = () => [...document.querySelectorAll("input[name=csrfmiddlewaretoken]")];

    // After a new sign-in in another window the token of this page is an old one.
    async function renew(address) {
        try {
            const answer = await fetch(address);
            const page = new DOMParser().parseFromString(await answer.text(), "text/html");
            const fresh = page.querySelector("form input[name=csrfmiddlewaretoken]");
            if (fresh) tokens().forEach((token) => { token.value = fresh.value; });
        } catch {
            // The next attempt says so.
        }
    }

    // Sends one file; the answer says what became of it. It never throws: whatever fails is said at the file.
    function send(address, file, progress, fields) {
        return new Promise((done) => {
            const request = new XMLHttpRequest();
            const failed = (text) => done({ refused: true, again: true, text: `${file.name}: ${translated(text)}` });
            const body = new FormData();
            body.append("csrfmiddlewaretoken", tokens()[0]?.value || "");
            for (const [name, value] of Object.entries(fields)) body.append(name, value);
            body.append("files", file);
            request.open("POST", address);
            request.setRequestHeader("Accept", "application/json");
            request.upload.addEventListener("progress", (event) => {
                if (event.lengthComputable) progress(event.loaded / event.total);
            });
            request.addEventListener("error", () => failed("The connection was interrupted. The file has not been stored."));
            request.addEventListener("load", () => {
                const isOurs = (request.getResponseHeader("Content-Type") || "").startsWith("application/json");
                if (request.status === 200 && isOurs) {
                    try {
                        return done(JSON.parse(request.responseText).results[0]);
                    } catch {
                        return failed("The server did not answer. The file has not been stored.");
                    }
                }
                if (request.status === 200 || request.status === 403) {
                    return failed("You are signed out. Sign in in another window, then try again.");
                }
                return failed("The server did not answer. The file has not been stored.");
            });
            request.send(body);
        });
    }

    // Sends files one after the other, each with a line of its own; `stored` is told of each that is in the library.
    async function sendAll(address, files, list, stored, limits = PICTURES) {
        const lines = [...files].map((file) => {
            const line = made("li", {}, `${file.name} `);
            const bar = made("progress", { max: "1", value: "0", "aria-label": file.name });
            line.append(bar);
            list.append(line);
            return { file, line, bar };
        });
        for (const { file, line, bar } of lines) await sendOne(address, file, line, bar, stored, limits);
    }

    async function sendOne(address, file, line, bar, stored, limits = PICTURES) {
        let answer;
        if (file.size > limits.mostBytes) {
            answer = { refused: true, text: `${file.name}: ${translated(limits.tooLarge)}` };
        } else {
            answer = await send(address, file, (part) => { bar.value = part; }, limits.fields?.() || {});
        }
        limits.told?.(answer);
        bar.remove();
        line.textContent = answer.text;
        line.classList.toggle("refused", answer.refused);
        if (answer.again) {
            const again = made("button", { type: "button", class: "button" }, translated("Try again"));
            again.addEventListener("click", async () => {
                line.replaceChildren(file.name, " ", bar);
                await renew(address);
                await sendOne(address, file, line, bar, stored, limits);
            });
            line.append(" ", again);
        }
        const item = answer.picture || answer.document;
        if (item) {
            const remark = stored(item, answer);
            if (remark) line.textContent = remark;
        }
    }

    function takeDrops(zone, take) {
        for (const kind of ["dragenter", "dragover"]) {
            zone.addEventListener(kind, (event) => {
                if (![...event.dataTransfer.types].includes("Files")) return;
                event.preventDefault();
                zone.classList.add("is-over");
            });
        }
        for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("is-over"));
        zone.addEventListener("drop", (event) => {
            event.preventDefault();
            if (event.dataTransfer.files.length) take([...event.dataTransfer.files]);
        });
    }

    function takeFiles(input, zone, take) {
        input.addEventListener("change", () => {
            const files = [...input.files];
            // What is sent here is not sent once more with the form.
            input.value = "";
            if (files.length) take(files);
        });
        takeDrops(zone, take);
    }

    window.sending = { made, translated, sendAll, takeFiles };
})();
