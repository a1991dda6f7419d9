// A new line of a nested form gets the next free place in its group: `at` is the prefix and a number.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static values = { prefix: String };

  connect() {
    this.element.addEventListener("htmx:config:request", this.number);
  }

  number = (event) => {
    const { body } = event.detail.ctx.request;
    const form = this.element.closest("form") ?? document;
    let last = -1;
    for (const { name } of form.querySelectorAll("[name]")) {
      if (!name.startsWith(this.prefixValue)) continue;
      const [, place] = name.slice(this.prefixValue.length).match(/^(\d+)[-.]/) ?? [];
      if (place) last = Math.max(last, Number(place));
    }
    body.set("at", `${this.prefixValue}${last + 1}`);
  };
}
