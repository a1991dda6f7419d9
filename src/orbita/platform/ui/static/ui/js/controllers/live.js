// The page says what it watches, the server says what has changed ("deal", its id), and the elements
// concerned fetch themselves again, so that rights are checked where they always are:
// data-live="deal:42" or data-live="deal", with hx-get and hx-trigger="live".
import { Controller } from "@hotwired/stimulus";

const GATHER = 250;
const LONGEST = 30000;
const SIGNED_OUT = 4401;

export default class extends Controller {
  static values = { url: String };

  connect() {
    this.waiting = new Set();
    this.asked = new WeakSet();
    this.tries = 0;
    this.open();
    document.addEventListener("visibilitychange", this.seen);
    document.addEventListener("refresh-live", this.all);
    document.addEventListener("htmx:after:swap", this.watch);
    document.addEventListener("htmx:before:swap", this.answered);
  }

  disconnect() {
    this.gone = true;
    this.socket?.close();
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.seen);
    document.removeEventListener("refresh-live", this.all);
    document.removeEventListener("htmx:after:swap", this.watch);
    document.removeEventListener("htmx:before:swap", this.answered);
  }

  open() {
    if (this.gone || !this.urlValue) return;
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.watched = "";
    this.socket = new WebSocket(`${scheme}//${location.host}${this.urlValue}`);
    this.socket.onmessage = (event) => this.poked(JSON.parse(event.data).changed);
    this.socket.onopen = () => {
      this.watch();
      if (this.tries) this.all();
      this.tries = 0;
    };
    this.socket.onclose = ({ code }) => {
      if (this.gone || code === SIGNED_OUT) return;
      const pause = Math.min(1000 * 2 ** this.tries++, LONGEST) * (0.5 + Math.random());
      setTimeout(() => this.open(), pause);
    };
  }

  watch = () => {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    const elements = [...document.querySelectorAll("[data-live]")];
    const names = new Set(elements.flatMap((element) => element.dataset.live.split(/\s+/)));
    const watch = JSON.stringify({ watch: [...names].filter(Boolean) });
    if (watch !== this.watched) this.socket.send((this.watched = watch));
  };

  // An empty list of ids means: many, or nobody knows which.
  poked(changed) {
    if (changed === "all") return this.all();
    for (const element of document.querySelectorAll("[data-live]")) {
      const concerned = element.dataset.live.split(/\s+/).some((name) => {
        const [kind, id] = name.split(":");
        return kind in changed && (!id || !changed[kind].length || changed[kind].includes(id));
      });
      if (concerned) this.waiting.add(element);
    }
    this.later();
  }

  all = () => {
    for (const element of document.querySelectorAll("[data-live]")) this.waiting.add(element);
    this.later();
  };

  seen = () => this.later();

  // Many pokes become one fetch, and not every browser asks in the same moment.
  later(pause = GATHER * (0.4 + Math.random())) {
    clearTimeout(this.timer);
    if (this.waiting.size && !document.hidden) this.timer = setTimeout(() => this.fetch(), pause);
  }

  // What somebody edits or carries right now waits; what lies in a part that is fetched comes with it.
  fetch() {
    const ready = [...this.waiting].filter((element) => !this.isBusy(element));
    for (const element of ready) this.waiting.delete(element);
    for (const element of ready) {
      if (
        !element.isConnected ||
        ready.some((other) => other !== element && this.covers(other, element))
      )
        continue;
      this.asked.add(element);
      window.htmx.trigger(element, "live", {}, false);
    }
    this.later(2000);
  }

  // Somebody may have begun to edit, or to send, while the answer was on its way: it is asked for again.
  answered = (event) => {
    const element = event.detail.ctx.sourceElement;
    if (!this.asked.delete(element) || !this.isBusy(element)) return;
    event.preventDefault();
    this.waiting.add(element);
    this.later();
  };

  // Somebody edits or carries in it, or waits for an answer: were it swapped now, the answer to a form
  // or to a link inside would come to an element that is gone, and be lost.
  isBusy(element) {
    if (!element.isConnected) return false;
    const marks = "[data-editing], [data-dragging]";
    const inside = `${marks}, form.htmx-request, form:has(.htmx-request), [hx-target].htmx-request`;
    return element.matches(marks) || element.querySelector(inside) !== null;
  }

  covers(outer, inner) {
    return outer.contains(inner) && outer.matches("[hx-get]");
  }
}
