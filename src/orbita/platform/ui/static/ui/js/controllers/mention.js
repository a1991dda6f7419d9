// "@" in a text offers colleagues: the address gets ?q= and answers with role=option, data-name, data-id.
import { Controller } from "@hotwired/stimulus";

const ASKED = /(?:^|\s)@([\p{L}\p{N}.-]{0,30})$/u;

export default class extends Controller {
  static targets = ["text", "list", "ids"];
  static values = { url: String };

  suggest() {
    const text = this.textTarget;
    const match = text.value.slice(0, text.selectionStart).match(ASKED);
    if (!match) return this.hide();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(match[1]), 120);
  }

  async load(query) {
    const url = new URL(this.urlValue, location.href);
    url.searchParams.set("q", query);
    const answer = await fetch(url, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return this.hide();
    this.listTarget.innerHTML = await answer.text();
    this.listTarget.hidden = !this.options.length;
    this.choose(0);
  }

  get options() {
    return [...this.listTarget.querySelectorAll("[role=option]")];
  }

  choose(place) {
    const options = this.options;
    this.place = (place + options.length) % (options.length || 1);
    options.forEach((option, index) =>
      option.setAttribute("aria-selected", String(index === this.place)),
    );
  }

  walk(event) {
    if (this.listTarget.hidden) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.code in steps) this.choose(this.place + steps[event.code]);
    else if (event.code === "Enter" || event.code === "Tab") this.insert(this.options[this.place]);
    else if (event.code === "Escape") this.hide();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  pick(event) {
    this.insert(event.target.closest("[role=option]"));
  }

  insert(option) {
    if (!option) return;
    const text = this.textTarget;
    const before = text.value
      .slice(0, text.selectionStart)
      .replace(/@[^@]*$/u, `@${option.dataset.name} `);
    text.setRangeText(before, 0, text.selectionStart, "end");
    const id = Object.assign(document.createElement("input"), { type: "hidden", name: "mentions" });
    id.value = option.dataset.id;
    this.idsTarget.append(id);
    this.hide();
    text.focus();
  }

  hide() {
    clearTimeout(this.timer);
    this.listTarget.hidden = true;
  }
}
