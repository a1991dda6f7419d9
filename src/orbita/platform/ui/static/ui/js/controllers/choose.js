// A field that takes a record: suggestions while somebody types, arrows and Enter choose.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["key", "text", "list"];

  connect() {
    this.element.addEventListener("htmx:after:swap", this.arrived);
  }

  get options() {
    return [...this.listTarget.querySelectorAll("[role=option]")];
  }

  typed() {
    this.keyTarget.value = "";
    if (!this.textTarget.value.trim()) this.close();
  }

  arrived = () => {
    this.listTarget.hidden = !this.listTarget.children.length;
    this.textTarget.ariaExpanded = String(!this.listTarget.hidden);
    this.mark(0);
  };

  mark(place) {
    const options = this.options;
    for (const option of options) option.ariaSelected = "false";
    const chosen = options[(place + options.length) % options.length];
    if (!chosen) return;
    chosen.ariaSelected = "true";
    this.textTarget.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  walk(event) {
    if (this.listTarget.hidden) return;
    const here = this.options.findIndex((option) => option.ariaSelected === "true");
    if (event.code === "ArrowDown" || event.code === "ArrowUp") {
      event.preventDefault();
      this.mark(here + (event.code === "ArrowDown" ? 1 : -1));
    } else if (event.code === "Enter" && this.options[here]) {
      event.preventDefault();
      this.take(this.options[here]);
    } else if (event.code === "Escape") {
      event.stopPropagation();
      event.preventDefault();
      this.close();
    }
  }

  pick(event) {
    event.preventDefault();
    this.take(event.currentTarget);
  }

  take(option) {
    this.keyTarget.value = option.dataset.key;
    this.textTarget.value = option.dataset.title;
    this.keyTarget.dispatchEvent(new Event("change", { bubbles: true }));
    this.close();
  }

  leave() {
    this.close();
  }

  close() {
    this.listTarget.hidden = true;
    this.textTarget.ariaExpanded = "false";
  }
}
