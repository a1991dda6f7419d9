// Selecting rows: X, Shift+X, a click with Shift, all on the page, all that match. It outlives paging.
import { Controller } from "@hotwired/stimulus";
import { isTyping, keyOf, lettersAreOn, scope } from "orbita/keys";

export default class extends Controller {
  static targets = ["box", "all", "bar", "count", "everything"];
  static values = { total: Number };

  connect() {
    this.listen = (event) => this.press(event);
    document.addEventListener("keydown", this.listen);
    document.addEventListener("formdata", this.fill);
    document.addEventListener("htmx:after:swap", this.redraw);
    this.chosen = new Set(JSON.parse(sessionStorage.getItem(this.place) ?? "[]"));
    this.draw();
  }

  disconnect() {
    document.removeEventListener("keydown", this.listen);
    document.removeEventListener("formdata", this.fill);
    document.removeEventListener("htmx:after:swap", this.redraw);
  }

  get place() {
    return `chosen:${location.pathname}`;
  }

  boxTargetConnected(box) {
    if (!this.chosen) return;
    box.checked = this.chosen.has(box.value);
    this.draw();
  }

  // A morphed row has lost its mark.
  redraw = () => {
    for (const box of this.boxTargets) box.checked = this.matching || this.chosen.has(box.value);
    this.draw();
  };

  press(event) {
    if (isTyping(event) || !lettersAreOn() || scope() !== document) return;
    const key = keyOf(event);
    if (key === "Escape" && this.chosen.size && !document.querySelector("dialog[open]"))
      return this.clear();
    if (key !== "KeyX" && key !== "Shift+KeyX") return;
    const box = this.boxTargets.find((one) => one.closest("[data-cursor]"));
    if (!box) return;
    event.preventDefault();
    box.checked = !box.checked;
    this.change(box, event.shiftKey);
  }

  // data-action="click->select-rows#toggle" on every box
  toggle(event) {
    this.change(event.currentTarget, event.shiftKey);
  }

  change(box, range) {
    const boxes = this.boxTargets;
    const from = range && this.last ? boxes.indexOf(this.last) : boxes.indexOf(box);
    const [low, high] = [from, boxes.indexOf(box)].sort((a, b) => a - b);
    for (const one of boxes.slice(Math.max(low, 0), high + 1)) this.set(one, box.checked);
    this.last = box;
    this.matching = false;
    this.draw();
  }

  set(box, on) {
    box.checked = on;
    if (on) this.chosen.add(box.value);
    else this.chosen.delete(box.value);
  }

  toggleAll(event) {
    for (const box of this.boxTargets) this.set(box, event.currentTarget.checked);
    this.matching = false;
    this.draw();
  }

  // Everything that matches the filter, seen or not.
  chooseMatching() {
    this.matching = true;
    for (const box of this.boxTargets) this.set(box, true);
    this.draw();
  }

  clear() {
    this.matching = false;
    this.chosen.clear();
    for (const box of this.boxTargets) box.checked = false;
    this.draw();
  }

  // Forms of the bar carry the selection: `ids` once per record, or `matching=1`.
  fill = (event) => {
    if (!event.target.closest("[data-select-rows-target~=bar]")) return;
    if (this.matching) event.formData.set("matching", "1");
    else for (const id of this.chosen) event.formData.append("ids", id);
  };

  draw() {
    sessionStorage.setItem(this.place, JSON.stringify([...this.chosen]));
    for (const box of this.boxTargets) {
      box.closest("[data-row]")?.setAttribute("aria-selected", String(box.checked));
    }
    const here = this.boxTargets.filter((box) => box.checked).length;
    for (const all of this.allTargets) {
      all.checked = here > 0 && here === this.boxTargets.length;
      all.indeterminate = here > 0 && !all.checked;
    }
    for (const bar of this.barTargets) bar.hidden = this.chosen.size === 0;
    const shown = this.matching ? this.totalValue || this.chosen.size : this.chosen.size;
    for (const count of this.countTargets)
      count.textContent = shown.toLocaleString(document.documentElement.lang);
    for (const more of this.everythingTargets) {
      more.hidden = this.matching || here === 0 || here < this.boxTargets.length;
    }
  }
}
