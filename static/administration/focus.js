// The point of a picture that stays in sight is clicked in the picture; the numbers beside it say the same.
(() => {
    "use strict";

    const within = (value) => Math.min(100, Math.max(0, Math.round(value)));

    function follow(across) {
        const down = across.form.elements[across.name.replace(/_x$/, "_y")];
        const upload = across.form.elements[across.name.replace(/_focus_x$/, "")];
        if (!down || !upload) return;
        const stored = upload.closest(".field-picture, td, .form-row")?.querySelector("a[href]");
        const place = document.createElement("span");
        const picture = document.createElement("img");
        const mark = document.createElement("span");
        place.className = "focus-place";
        picture.alt = "";
        mark.className = "focus-mark";
        place.append(picture, mark);
        place.hidden = true;
        const row = across.closest(".form-row, td");
        row.append(place);
        // Without a picture there is nothing to ask; a form that comes back keeps what was entered.
        row.hidden = !stored && across.value === across.defaultValue && upload.files.length === 0;

        // The position of the mark is set by the script, which the policy allows, not by an attribute.
        const draw = () => {
            mark.style.left = `${within(across.value)}%`;
            mark.style.top = `${within(down.value)}%`;
        };
        const show = (address) => {
            picture.src = address;
            row.hidden = place.hidden = false;
            draw();
        };
        place.addEventListener("click", (event) => {
            const box = picture.getBoundingClientRect();
            across.value = within(((event.clientX - box.left) / box.width) * 100);
            down.value = within(((event.clientY - box.top) / box.height) * 100);
            across.dispatchEvent(new Event("input", {bubbles: true}));
            draw();
        });
        for (const number of [across, down]) number.addEventListener("input", draw);
        upload.addEventListener("change", () => {
            const [file] = upload.files;
            if (!file?.type.startsWith("image/")) return;
            const reader = new FileReader();
            reader.addEventListener("load", () => show(reader.result));
            reader.readAsDataURL(file);
        });
        if (stored) show(stored.href);
    }

    for (const across of document.querySelectorAll('input[name$="picture_focus_x"]')) follow(across);
})();
