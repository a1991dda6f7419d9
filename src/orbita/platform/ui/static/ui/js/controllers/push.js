// Notices on this device: says what is possible here, asks the browser, hands its keys to the form.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["form"];
  static values = { key: String, known: Boolean };

  connect() {
    this.look();
  }

  async look() {
    if (!window.isSecureContext) return this.say("insecure");
    if (!("serviceWorker" in navigator && "PushManager" in window)) return this.say("absent");
    if (Notification.permission === "denied") return this.say("denied");
    this.say(this.knownValue ? "" : "off");
  }

  say(state) {
    for (const element of this.element.querySelectorAll("[data-push-state]"))
      element.hidden = element.dataset.pushState !== state;
  }

  async subscribe() {
    if ((await Notification.requestPermission()) !== "granted") return this.look();
    try {
      const { pushManager } = await navigator.serviceWorker.ready;
      // One made with other keys takes nothing of ours.
      await (await pushManager.getSubscription())?.unsubscribe();
      const made = await pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: bytes(this.keyValue),
      });
      this.hand(made.toJSON());
    } catch {
      this.say("failed");
    }
  }

  hand({ endpoint, keys }) {
    const { elements } = this.formTarget;
    elements.endpoint.value = endpoint;
    elements.p256dh.value = keys.p256dh;
    elements.auth.value = keys.auth;
    this.formTarget.requestSubmit();
  }

  async unsubscribe() {
    const registration = await navigator.serviceWorker?.getRegistration();
    await (await registration?.pushManager?.getSubscription())?.unsubscribe();
  }
}

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
