// Joins a page's passkey button to allauth's functions. Where a browser knows no passkeys the button stays hidden.
"use strict";

const ids = {
  login: "use-passkey",
  signup: "use-passkey",
  authenticate: "use-passkey",
  credential: "id_credential",
  data: "passkey-data",
};

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey-problem").hidden = false;
});

for (const form of window.PublicKeyCredential ? document.querySelectorAll("[data-passkey]") : []) {
  form.hidden = false;
  window.allauth.webauthn.forms[form.dataset.passkey]({ ids });
}
