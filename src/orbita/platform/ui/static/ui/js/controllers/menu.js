// A menu, as a popover or in <details>: opens beside its button, walks with the arrows, finds by letter.
import { Controller } from "@hotwired/stimulus";

const MARGIN = 8;
const ITEMS = "a, button, [role=option], label";

export default class extends Controller {
  connect() {
    this.element.addEventListener("toggle", this.toggled);
    this.element.addEventListener("keydown", this.walk);
    if (this.isDetails) document.addEventListener("click", this.clickedOutside);
  }

  disconnect() {
    this.element.removeEventListener("toggle", this.toggled);
    this.element.removeEventListener("keydown", this.walk);
    document.removeEventListener("click", this.clickedOutside);
  }

  get isDetails() {
    return this.element.localName === "details";
  }

  get box() {
    return this.isDetails ? this.element.querySelector(".menu") : this.element;
  }

  toggled = (event) => {
    const open = event.newState === "open";
    const opener = this.isDetails
      ? this.element.querySelector("summary")
      : (event.source ??
        document.querySelector(`[popovertarget="${CSS.escape(this.element.id)}"]`));
    if (!this.isDetails) opener?.setAttribute("aria-expanded", String(open));
    if (!open) return;
    if (opener) this.place(opener);
    this.items[0]?.focus({ preventScroll: true });
  };

  place(opener) {
    const anchor = opener.getBoundingClientRect();
    const menu = this.box.getBoundingClientRect();
    const below = anchor.bottom + 4 + menu.height <= innerHeight - MARGIN;
    const top = below ? anchor.bottom + 4 : anchor.top - 4 - menu.height;
    const atEnd = this.box.dataset.align === "end" || this.box.classList.contains("end");
    const left = atEnd ? anchor.right - menu.width : anchor.left;
    const { style } = this.box;
    style.top = `${Math.max(MARGIN, top)}px`;
    style.left = `${Math.min(Math.max(MARGIN, left), innerWidth - menu.width - MARGIN)}px`;
  }

  clickedOutside = (event) => {
    if (!this.element.contains(event.target)) this.element.open = false;
  };

  get items() {
    return [...this.box.querySelectorAll(ITEMS)].filter((item) => item.offsetParent !== null);
  }

  walk = (event) => {
    if (this.isDetails && event.code === "Escape" && this.element.open) {
      event.preventDefault();
      this.element.open = false;
      this.element.querySelector("summary").focus();
    }
    if (event.target.matches("input:not([type=checkbox]):not([type=radio]), select, textarea"))
      return;
    if (this.isDetails && !this.element.open) return;
    const items = this.items;
    const here = items.indexOf(document.activeElement);
    const steps = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 };
    const next =
      event.code in steps
        ? items.at(steps[event.code] % items.length)
        : this.byLetter(event, items, here);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  byLetter(event, items, here) {
    if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey) return null;
    const letter = event.key.toLowerCase();
    const starts = (item) => item.textContent.trim().toLowerCase().startsWith(letter);
    return [...items.slice(here + 1), ...items].find(starts);
  }
}
