// Says once a minute that somebody works here; a page that nobody touches or sees says nothing.
import { Controller } from "@hotwired/stimulus";

const MINUTE = 60000;
const SIGNS = ["pointerdown", "keydown", "wheel", "touchstart"];

export default class extends Controller {
  static values = { url: String };

  connect() {
    if (!this.urlValue) return;
    for (const sign of SIGNS) document.addEventListener(sign, this.seen, { passive: true });
    this.timer = setInterval(() => this.tell(), MINUTE);
  }

  disconnect() {
    for (const sign of SIGNS) document.removeEventListener(sign, this.seen);
    clearInterval(this.timer);
  }

  seen = () => {
    this.active = true;
  };

  tell() {
    if (!this.active || document.hidden) return;
    this.active = false;
    const headers = JSON.parse(this.element.getAttribute("hx-headers:inherited") ?? "{}");
    fetch(this.urlValue, { method: "POST", headers }).catch(() => {});
  }
}
