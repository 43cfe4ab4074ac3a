// Makes and uses passkeys. Each form that needs one says so in data-passkey: make, use or sign-in. What the
// server asks of the device is in data-options (JSON), or fetched from the form's address for sign-in.
(function () {
  "use strict";
  if (!window.PublicKeyCredential) return;

  function toBytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (one) { return one.charCodeAt(0); });
  }

  function toText(buffer) {
    var plain = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function withBytes(list) {
    return (list || []).map(function (one) { return Object.assign({}, one, { id: toBytes(one.id) }); });
  }

  function make(options) {
    var asked = options.creation_options.publicKey;
    asked.challenge = toBytes(asked.challenge);
    asked.user.id = toBytes(asked.user.id);
    asked.excludeCredentials = withBytes(asked.excludeCredentials);
    // One that can sign in by itself, and that the device unlocks for its owner only.
    asked.authenticatorSelection = Object.assign({}, asked.authenticatorSelection, {
      residentKey: "required", requireResidentKey: true, userVerification: "required",
    });
    return navigator.credentials.create({ publicKey: asked });
  }

  function use(options) {
    var asked = options.request_options.publicKey;
    asked.challenge = toBytes(asked.challenge);
    asked.allowCredentials = withBytes(asked.allowCredentials);
    return navigator.credentials.get({ publicKey: asked });
  }

  function written(credential) {
    var answer = { clientDataJSON: toText(credential.response.clientDataJSON) };
    ["attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (name) {
      if (credential.response[name]) answer[name] = toText(credential.response[name]);
    });
    if (credential.response.getTransports) answer.transports = credential.response.getTransports();
    return JSON.stringify({
      type: credential.type,
      id: credential.id,
      rawId: toText(credential.rawId),
      authenticatorAttachment: credential.authenticatorAttachment,
      response: answer,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  }

  function options(form) {
    if (form.dataset.options) return Promise.resolve(JSON.parse(form.dataset.options));
    return fetch(form.action, { headers: { Accept: "application/json" } }).then(function (answer) {
      if (!answer.ok) throw new Error("no options");
      return answer.json();
    });
  }

  function show(form, name, shown) {
    var found = form.querySelector("[" + name + "]");
    if (found) found.hidden = !shown;
  }

  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    var how = form.dataset.passkey === "make" ? make : use;
    form.hidden = false;
    show(form, "data-passkey-button", true);
    show(form, "data-passkey-missing", false);
    form.addEventListener("submit", function (event) {
      if (form.elements.credential.value) return;
      event.preventDefault();
      show(form, "data-passkey-fault", false);
      options(form).then(how).then(function (credential) {
        form.elements.credential.value = written(credential);
        form.submit();
      }).catch(function () { show(form, "data-passkey-fault", true); });
    });
  });
})();
