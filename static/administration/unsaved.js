// Keeps what is typed: every few seconds on the server, and meanwhile in this browser, from where it goes to the server
// as soon as that answers. It never saves the entry itself.
(() => {
    "use strict";

    const state = document.querySelector("[data-unsaved]");
    if (!state) {
        return;
    }
    const about = state.dataset;
    const form = about.model ? state.closest("form") : null;
    const PREFIX = `unsaved:${about.user}:`;
    const EVERY = 1000;
    const REST = 2000;
    const LONGEST_REST = 30000;
    // What a browser still sends while its page goes away.
    const MOST_AT_THE_END = 60000;

    let csrf = about.csrf;
    let sequence = Number(about.sequence || 0);
    let token = about.token;
    let baseline = "";
    let isTouched = false;
    let isBusy = false;
    let isSubmitted = false;
    let keptText = null;
    let noted = null;
    let sentAt = 0;
    let rest = REST;

    const say = (key, values = {}) => {
        const text = Object.entries(values).reduce((words, [name, value]) => words.replace(`{${name}}`, value), about[key]);
        if (state.textContent !== text) {
            state.textContent = text;
            state.classList.toggle("errornote", key.startsWith("not"));
        }
    };
    const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

    function isTyped(name, value) {
        const isFile = value instanceof File;
        return !isFile && !name.startsWith("_") && !name.startsWith("csrf") && !name.includes("__prefix__");
    }

    function held() {
        const secret = new Set([...form.querySelectorAll("input[type=password]")].map((input) => input.name));
        const pairs = [...new FormData(form)].filter(([name, value]) => isTyped(name, value) && !secret.has(name));
        return JSON.stringify(pairs);
    }

    // The copy in this browser. A browser may refuse to keep one; then only the server does.
    function note(fields) {
        try {
            const copy = { model: about.model, object: about.object, token, sequence: sequence + 1, fields };
            localStorage.setItem(PREFIX + token, JSON.stringify(copy));
            noted = fields;
        } catch {
            noted = null;
        }
    }

    function forget(key, fields) {
        try {
            const copy = JSON.parse(localStorage.getItem(key) || "null");
            if (copy && copy.fields === fields) {
                localStorage.removeItem(key);
            }
        } catch {
            // Nothing there to forget.
        }
    }

    async function post(copy, options = {}) {
        const body = new URLSearchParams({ do: "keep", ...copy });
        const headers = { "X-CSRFToken": csrf };
        const answer = await fetch(about.url, { method: "POST", body, headers, redirect: "manual", ...options });
        const isOurs = (answer.headers.get("Content-Type") || "").startsWith("application/json");
        return { status: answer.status, ...(isOurs ? await answer.json() : {}), isOurs };
    }

    // After a new sign-in in another window the form's own token is an old one, for the button too.
    async function renew() {
        const answer = await fetch(about.url, { redirect: "manual" });
        if (!answer.ok || !(answer.headers.get("Content-Type") || "").startsWith("application/json")) {
            return false;
        }
        const { csrf: fresh, user } = await answer.json();
        if (String(user) !== about.user) {
            return false;
        }
        csrf = fresh;
        for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
            field.value = fresh;
        }
        return true;
    }

    async function send(fields, options) {
        isBusy = true;
        sentAt = Date.now();
        sequence += 1;
        const copy = { model: about.model, object: about.object, token, sequence, fields };
        try {
            let answer = await post(copy, options);
            if (answer.status === 403 && (await renew())) {
                answer = await post(copy, options);
            }
            if (answer.status === 200 && answer.isOurs && answer.closed) {
                // This form was saved or discarded elsewhere; what is typed from here on is a work of its own.
                forget(PREFIX + token, fields);
                token = crypto.randomUUID().replaceAll("-", "");
                form.elements._work.value = token;
                sequence = 0;
                rest = REST;
            } else if (answer.status === 200 && answer.isOurs) {
                keptText = fields;
                rest = REST;
                forget(PREFIX + token, fields);
                say("kept", { time: clock() });
                form?.dispatchEvent(new CustomEvent("kept", { detail: token }));
            } else {
                failed({ 403: "notSignedIn", 413: "notSize" }[answer.status] || "notServer");
            }
        } catch {
            failed("notConnected");
        }
        isBusy = false;
    }

    function failed(key) {
        rest = Math.min(rest * 2, LONGEST_REST);
        say(key);
    }

    function tick() {
        if (!isTouched || isSubmitted) {
            return;
        }
        const fields = held();
        if (fields === (keptText ?? baseline)) {
            return;
        }
        if (fields !== noted) {
            note(fields);
        }
        if (!isBusy && Date.now() - sentAt >= rest) {
            send(fields);
        }
    }

    function leave() {
        if (!isTouched || isSubmitted) {
            return;
        }
        const fields = held();
        if (fields !== (keptText ?? baseline)) {
            note(fields);
            if (fields.length < MOST_AT_THE_END) {
                send(fields, { keepalive: true });
            }
        }
    }

    // What an earlier page could not send goes now; what was saved meanwhile is closed there, and forgotten here.
    async function sendLeftovers() {
        const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX) && key !== PREFIX + about.token);
        let number = 0;
        for (const key of keys) {
            try {
                const copy = JSON.parse(localStorage.getItem(key));
                const { status, isOurs, closed } = await post(copy);
                if ((status === 200 && isOurs) || status === 404) {
                    localStorage.removeItem(key);
                }
                number += status === 200 && isOurs && !closed ? 1 : 0;
            } catch {
                // It stays here for the next page.
            }
        }
        if (number) {
            say("found");
            const link = document.createElement("a");
            link.href = about.home;
            link.textContent = about.show;
            state.append(" ", link);
        }
    }

    // Whoever is quick types before this script has come. The text editor changes its own fields, and is not there before.
    function isChanged(field) {
        if (field.type === "hidden" || field.type === "file" || field.closest(".prose-editor")) {
            return false;
        }
        if (field.type === "checkbox" || field.type === "radio") {
            return field.checked !== field.defaultChecked;
        }
        return "defaultValue" in field && field.value !== field.defaultValue;
    }

    if (form) {
        baseline = held();
        if ([...form.elements].some((field) => !field.hidden && field.offsetParent && isChanged(field))) {
            isTouched = true;
            baseline = "";
        }
        const touch = (event) => {
            if (!isTouched && event.isTrusted) {
                // Editors may have tidied their text since the page came; that is not typed.
                baseline = event.type === "input" ? baseline : held();
                isTouched = true;
            }
        };
        for (const kind of ["keydown", "pointerdown", "paste", "drop", "input"]) {
            form.addEventListener(kind, touch, true);
        }
        setInterval(tick, EVERY);
        addEventListener("pagehide", leave);
        document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
        addEventListener("pageshow", () => {
            isSubmitted = false;
        });
        // A preview shows what the server has, so that gets the newest text first.
        form.addEventListener("click", async (event) => {
            const link = event.target.closest("[data-preview]");
            if (!link) {
                return;
            }
            event.preventDefault();
            const width = link.dataset.preview;
            const shape = width ? `popup,width=${width},height=800` : "";
            const page = window.open("", "_blank", shape);
            const fields = held();
            if (fields !== keptText) {
                await send(fields);
            }
            const url = new URL(link.href);
            url.searchParams.set("_work", token);
            page.location = url;
        });
        form.addEventListener("submit", (event) => {
            if (isTouched) {
                note(held());
                // Another listener may yet hold the form back.
                setTimeout(() => {
                    isSubmitted = !event.defaultPrevented;
                });
            }
        });
    }
    // A browser without a store of its own has no leftovers.
    sendLeftovers().catch(() => {});
})();
