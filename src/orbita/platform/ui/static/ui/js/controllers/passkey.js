// Passkeys: asks the browser for one, or for a new one, and sends it with the form.
import { Controller } from "@hotwired/stimulus";

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
const PARTS = [
  "clientDataJSON",
  "attestationObject",
  "authenticatorData",
  "signature",
  "userHandle",
];

function prepared(publicKey) {
  const bytes = (list) => list?.map((one) => ({ ...one, id: toBytes(one.id) }));
  const options = { ...publicKey, challenge: toBytes(publicKey.challenge) };
  if (publicKey.user) options.user = { ...publicKey.user, id: toBytes(publicKey.user.id) };
  if (publicKey.excludeCredentials) options.excludeCredentials = bytes(options.excludeCredentials);
  if (publicKey.allowCredentials) options.allowCredentials = bytes(options.allowCredentials);
  return options;
}

function asJson(credential) {
  const response = {};
  for (const name of PARTS)
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

export default class extends Controller {
  static targets = ["credential", "said"];
  static values = { options: Object, url: String, make: Boolean };

  connect() {
    this.element.hidden = !window.PublicKeyCredential;
  }

  async ask(event) {
    event.preventDefault();
    this.saidTarget.hidden = true;
    try {
      const credential = await this.credential();
      this.credentialTarget.value = asJson(credential);
      this.element.submit();
    } catch {
      this.saidTarget.hidden = false;
    }
  }

  async credential() {
    const { publicKey } = this.hasUrlValue ? await this.fetched() : this.optionsValue;
    const options = prepared(publicKey);
    if (!this.makeValue) return navigator.credentials.get({ publicKey: options });
    options.authenticatorSelection = {
      ...options.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    };
    return navigator.credentials.create({ publicKey: options });
  }

  async fetched() {
    const answer = await fetch(this.urlValue, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).request_options;
  }
}
