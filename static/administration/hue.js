// The sample beside the number of a hue is drawn in what stands there.
(() => {
    "use strict";

    for (const input of document.querySelectorAll(".hue-input input")) {
        const sample = input.parentElement.querySelector("[data-hue-sample]");
        input.addEventListener("input", () => {
            // The code of a colour is drawn once it is saved as its hue.
            const hue = Number(input.value);
            if (input.value !== "" && Number.isInteger(hue) && hue >= 0 && hue < 360) {
                sample.src = sample.src.replace(/-[0-9]+-/, `-${hue}-`);
            }
        });
    }
})();
