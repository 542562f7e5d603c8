// Says before sending what the server would say after it: more files, or more bytes, than a form may bring at once.
(() => {
    "use strict";

    const limit = document.querySelector("[data-most-files]");
    const form = limit && limit.closest("form");
    if (!form) {
        return;
    }

    form.addEventListener("submit", (event) => {
        const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
        const bytes = files.reduce((sum, file) => sum + file.size, 0);
        if (files.length > Number(limit.dataset.mostFiles) || bytes > Number(limit.dataset.mostBytes)) {
            event.preventDefault();
            limit.setAttribute("role", "alert");
            limit.classList.add("errornote");
            limit.scrollIntoView({ block: "center" });
        }
    });
})();
