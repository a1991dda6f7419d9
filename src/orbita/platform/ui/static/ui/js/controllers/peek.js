// A look at the row under the cursor in the drawer; J and K then walk through the records.
import { Controller } from "@hotwired/stimulus";
import { isTyping, keyOf, lettersAreOn } from "orbita/keys";

const PAUSE = 120;

export default class extends Controller {
  connect() {
    this.listen = (event) => this.press(event);
    document.addEventListener("keydown", this.listen);
    this.element.addEventListener("cursor:moved", this.follow);
    this.element.addEventListener("click", this.clicked);
  }

  disconnect() {
    clearTimeout(this.timer);
    document.removeEventListener("keydown", this.listen);
  }

  get drawer() {
    return document.getElementById("drawer");
  }

  press(event) {
    if (keyOf(event) !== "Space" || isTyping(event) || !lettersAreOn()) return;
    if (document.activeElement?.matches("button, input, summary")) return;
    const row = this.element.querySelector("[data-cursor][data-peek]");
    if (!row) return;
    event.preventDefault();
    if (this.drawer.open && this.drawer.dataset.peeked === row.dataset.peek) this.drawer.close();
    else this.load(row);
  }

  clicked = (event) => {
    const row = event.target.closest("[data-peek-button]")?.closest("[data-peek]");
    if (!row) return;
    event.preventDefault();
    this.load(row);
  };

  follow = (event) => {
    if (!this.drawer.open || !this.drawer.dataset.peeked || !event.target.dataset.peek) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(event.target), PAUSE);
  };

  load(row) {
    const { peek } = row.dataset;
    this.drawer.addEventListener("close", () => delete this.drawer.dataset.peeked, { once: true });
    this.drawer.dataset.peeked = peek;
    window.htmx.ajax("GET", peek, { source: this.drawer, target: this.drawer, swap: "innerHTML" });
  }
}
