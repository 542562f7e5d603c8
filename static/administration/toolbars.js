// A toolbar of the text editor is one stop of the Tab key; inside it the arrow keys lead from tool to tool.
(() => {
    "use strict";

    const TOOL = ".prose-menubar button";
    const inPicker = (tool) => tool.closest(".prose-menubar__picker");
    const isUsable = (tool) => !tool.classList.contains("hidden") && tool.getClientRects().length > 0;

    const toolsOf = (bar) => [...bar.querySelectorAll("button")].filter((tool) => !inPicker(tool) && isUsable(tool));

    // The one tool that Tab reaches; it stays the one that was used last, unless that has gone.
    function settle(bar) {
        const tools = toolsOf(bar);
        const current = tools.find((tool) => tool.tabIndex === 0) || tools[0];
        for (const tool of bar.querySelectorAll("button")) {
            tool.tabIndex = tool === current ? 0 : -1;
        }
    }

    function settleAll() {
        document.querySelectorAll(".prose-menubar").forEach(settle);
    }

    function step(tools, tool, key) {
        const place = tools.indexOf(tool);
        const last = tools.length - 1;
        const places = { ArrowRight: place === last ? 0 : place + 1, ArrowLeft: place === 0 ? last : place - 1 };
        return tools[{ ...places, Home: 0, End: last }[key]];
    }

    function toolKey(event, tool, bar) {
        const options = inPicker(tool) && [...inPicker(tool).querySelectorAll("button")].filter(isUsable);
        if (options) {
            const turned = { ArrowDown: "ArrowRight", ArrowUp: "ArrowLeft", Home: "Home", End: "End" }[event.key];
            return turned && step(options, tool, turned);
        }
        const picker = tool.closest(".prose-menubar__dropdown")?.querySelector(".prose-menubar__picker");
        if (event.key === "ArrowDown" && picker) {
            if (!picker.matches(":popover-open")) {
                tool.click();
            }
            return [...picker.querySelectorAll("button")].find(isUsable);
        }
        return step(toolsOf(bar), tool, event.key);
    }

    document.addEventListener("keydown", (event) => {
        const tool = event.target.closest?.(TOOL);
        const next = tool && toolKey(event, tool, tool.closest(".prose-menubar"));
        if (next) {
            event.preventDefault();
            next.focus();
        }
    });

    document.addEventListener("focusin", (event) => {
        const tool = event.target.closest?.(TOOL);
        if (tool && !inPicker(tool)) {
            for (const other of tool.closest(".prose-menubar").querySelectorAll("button")) {
                other.tabIndex = other === tool ? 0 : -1;
            }
        }
    });

    // Tools come and go with what the cursor stands in.
    let isWaiting = false;
    new MutationObserver(() => {
        if (!isWaiting) {
            isWaiting = true;
            requestAnimationFrame(() => {
                isWaiting = false;
                settleAll();
            });
        }
    }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
    settleAll();
})();
