// What is pasted from an office program is cleaned by the server, which knows what each of them writes. When it does
// not answer, the editor takes the text as well as it can.
(() => {
    "use strict";

    const address = document.currentScript.dataset.address;
    // What the editor has copied itself carries this mark.
    const OWN = "data-pm-slice";

    async function cleaned(html) {
        const data = new FormData();
        data.append("html", html);
        data.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
        try {
            const answer = await fetch(address, { method: "POST", body: data });
            return answer.ok ? (await answer.json()).html : html;
        } catch {
            return html;
        }
    }

    function take(view, event) {
        const html = event.clipboardData?.getData("text/html") || "";
        if (!html || html.includes(OWN)) {
            return false;
        }
        // Before the editor reads it: what Word writes about styles is against the policy of the page.
        event.preventDefault();
        cleaned(html).then((text) => view.pasteHTML(text));
        return true;
    }

    function equip(editor) {
        const props = editor.options.editorProps;
        editor.setOptions({ editorProps: { ...props, handleDOMEvents: { ...props.handleDOMEvents, paste: take } } });
    }

    // Those that are ready before this script runs, and those of forms that are added later.
    for (const box of document.querySelectorAll(".prose-editor [role=textbox]")) {
        if (box.editor) {
            equip(box.editor);
        }
    }
    document.addEventListener("prose-editor:ready", (event) => equip(event.detail.editor));
})();
