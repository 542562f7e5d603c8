// Names the boxes of the text editor, which has labels of its own for none of them, and translates its tools, whose
// words the package writes in English. What it builds later (pickers, dialogs) is translated when it appears.
(() => {
    "use strict";

    const translated = (words) => (window.gettext ? window.gettext(words) : words);
    let serial = 0;

    function name(box) {
        const area = box.closest(".form-row, .fieldBox, td, div:has(> textarea)")?.querySelector("textarea");
        const label = area && document.querySelector(`label[for="${CSS.escape(area.id)}"]`);
        if (!label) {
            return;
        }
        serial += 1;
        label.id = label.id || `label-of-editor-${serial}`;
        box.setAttribute("aria-labelledby", label.id);
        box.setAttribute("aria-multiline", "true");
        if (area.lang) {
            box.lang = area.lang;
        }
        const tools = box.closest(".prose-editor")?.querySelector(".prose-menubar");
        if (tools) {
            tools.setAttribute("role", "toolbar");
            tools.setAttribute("aria-labelledby", label.id);
        }
    }

    // A new table has headings, unless somebody chooses otherwise; the values of the choices stay the package's.
    function settle(option) {
        if (!option.hasAttribute("value")) {
            option.value = option.text;
            if (option.parentElement.name === "withHeaderRow") {
                option.parentElement.value = "Yes";
            }
        }
    }

    function translate(tool) {
        for (const attribute of ["title", "aria-label"]) {
            const words = tool.getAttribute(attribute);
            if (words && translated(words) !== words) {
                tool.setAttribute(attribute, translated(words));
            }
        }
        for (const node of tool.matches(".material-icons") ? [] : tool.childNodes) {
            if (node.nodeType === Node.TEXT_NODE && translated(node.data) !== node.data) {
                node.data = translated(node.data);
            }
        }
    }

    const TOOLS = ".prose-menubar :is(button, button *, [class*=selected], [class*=selected] *), .prose-editor-dialog option";

    function look() {
        for (const box of document.querySelectorAll(".prose-editor [role=textbox]:not([aria-labelledby])")) {
            name(box);
        }
        for (const tool of document.querySelectorAll(TOOLS)) {
            if (tool.matches("option")) {
                settle(tool);
            }
            translate(tool);
        }
    }

    let isWaiting = false;
    new MutationObserver(() => {
        if (!isWaiting) {
            isWaiting = true;
            requestAnimationFrame(() => {
                isWaiting = false;
                look();
            });
        }
    }).observe(document.body, { childList: true, subtree: true });
    look();
})();
