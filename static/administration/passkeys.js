// Passkeys: the one thing of the administration that needs a script. Its form is hidden until the browser shows that
// it can, and everything else works without.
(function () {
  "use strict";

  const form = document.querySelector("form[data-passkey]");
  if (!form || !window.PublicKeyCredential || !window.webauthnJSON) {
    return;
  }
  const button = form.querySelector("button");
  const credential = form.elements.credential;
  const error = form.querySelector(".passkey-error");

  async function options() {
    const inPage = document.getElementById("passkey-options");
    if (inPage) {
      return JSON.parse(inPage.textContent);
    }
    const response = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!response.ok) {
      throw new Error(`${response.status}`);
    }
    return response.json();
  }

  async function make(data) {
    const wanted = data.creation_options;
    const passwordless = form.elements.passwordless;
    if (passwordless) {
      const selection = wanted.publicKey.authenticatorSelection;
      selection.residentKey = passwordless.checked ? "required" : "discouraged";
      selection.requireResidentKey = passwordless.checked;
      if (passwordless.checked) {
        selection.userVerification = "required";
      }
    }
    return window.webauthnJSON.create(wanted);
  }

  button.addEventListener("click", async () => {
    error.hidden = true;
    button.disabled = true;
    try {
      const data = await options();
      const found = form.dataset.passkey === "add" ? await make(data) : await window.webauthnJSON.get(data.request_options);
      credential.value = JSON.stringify(found);
      form.submit();
    } catch {
      error.hidden = false;
      button.disabled = false;
    }
  });
  form.hidden = false;
})();
