// A form of filters that sends itself: at once after a choice, after a pause while somebody types.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static values = { pause: { type: Number, default: 250 } };

  connect() {
    this.element.addEventListener("input", this.changed);
    this.element.addEventListener("change", this.changed);
  }

  disconnect() {
    clearTimeout(this.timer);
  }

  changed = (event) => {
    const typing = event.target.matches(
      "input[type=text], input[type=search], input:not([type]), textarea",
    );
    if (typing && event.type === "change") return;
    if (!typing && event.type === "input") return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.element.requestSubmit(), typing ? this.pauseValue : 0);
  };
}
