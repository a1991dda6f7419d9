// The installed app: its service worker, and the offer to install where the browser has one.
import { Controller } from "@hotwired/stimulus";

const STANDALONE = "(display-mode: standalone)";
const PATIENCE = 3000; // milliseconds: the page comes first, then what is kept for times without one

const register = () => navigator.serviceWorker?.register("/service-worker.js").catch(() => {});

export default class extends Controller {
  static targets = ["offer", "done", "advice"];

  connect() {
    this.waiting = setTimeout(register, PATIENCE);
    addEventListener("install-offered", this.show);
    addEventListener("appinstalled", this.show);
    this.show();
  }

  disconnect() {
    clearTimeout(this.waiting);
    removeEventListener("install-offered", this.show);
    removeEventListener("appinstalled", this.show);
  }

  show = () => {
    const installed = matchMedia(STANDALONE).matches || navigator.standalone === true;
    const offered = Boolean(window.installOffer) && !installed;
    for (const element of this.offerTargets) element.hidden = !offered;
    for (const element of this.doneTargets) element.hidden = !installed;
    for (const element of this.adviceTargets) element.hidden = installed || offered;
  };

  async install() {
    const offer = window.installOffer;
    window.installOffer = undefined;
    await offer?.prompt();
    this.show();
  }
}
