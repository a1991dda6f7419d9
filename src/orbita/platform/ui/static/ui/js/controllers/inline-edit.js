// A cell with data-edit turns into its control in place: Enter or E or a click edits, Tab saves and goes
// on to the next cell, Esc returns. The control is a form fetched from the cell's address.
import { Controller } from "@hotwired/stimulus";
import { isTyping, keyOf, lettersAreOn, scope } from "orbita/keys";

export default class extends Controller {
  connect() {
    this.before = new WeakMap();
    this.cells = new WeakMap();
    this.listen = (event) => this.press(event);
    document.addEventListener("keydown", this.listen);
    const listeners = { click: "clicked", keydown: "typed", focusout: "left", change: "picked" };
    for (const [name, method] of Object.entries(listeners)) {
      this.element.addEventListener(name, this[method]);
    }
    document.addEventListener("htmx:finally:request", this.answered);
  }

  disconnect() {
    document.removeEventListener("keydown", this.listen);
    document.removeEventListener("htmx:finally:request", this.answered);
  }

  cellOf(element) {
    return element?.closest?.("[data-edit]");
  }

  press(event) {
    if (keyOf(event) !== "KeyE" || isTyping(event) || !lettersAreOn() || scope() !== document)
      return;
    const cell =
      this.cellOf(document.activeElement) ??
      this.element.querySelector("[data-cursor] [data-edit]");
    if (!cell || !this.element.contains(cell)) return;
    event.preventDefault();
    this.edit(cell);
  }

  clicked = (event) => {
    const cell = this.cellOf(event.target);
    if (cell && !event.target.closest("a, button, input, select, textarea, label")) this.edit(cell);
  };

  edit(cell) {
    if ("editing" in cell.dataset) return;
    const open = this.element.querySelector("[data-editing]");
    if (open) this.save(open);
    cell.dataset.editing = "";
    this.before.set(
      cell,
      [...cell.childNodes].map((node) => node.cloneNode(true)),
    );
    window.htmx
      .ajax("GET", cell.dataset.edit, { source: cell, target: cell, swap: "innerHTML" })
      .then(() => this.opened(cell));
  }

  opened(cell) {
    const control = cell.querySelector("input:not([type=hidden]), select, textarea");
    if (!control) return this.restore(cell);
    control.focus();
    control.select?.();
    cell.startValue = this.valueOf(cell);
    this.cells.set(cell.querySelector("form"), cell);
  }

  valueOf(cell) {
    const form = cell.querySelector("form");
    return form ? new URLSearchParams(new FormData(form)).toString() : "";
  }

  typed = (event) => {
    const cell = event.target.closest("[data-editing]");
    if (!cell) return;
    if (event.code === "Escape") {
      event.preventDefault();
      this.restore(cell);
    } else if (event.code === "Tab") {
      event.preventDefault();
      const cells = [...this.element.querySelectorAll("[data-edit]")];
      this.next = cells[cells.indexOf(cell) + (event.shiftKey ? -1 : 1)]?.id;
      this.save(cell);
    }
  };

  picked = (event) => {
    const cell = event.target.closest("[data-editing]");
    if (cell && event.target.matches("select:not([multiple])")) this.save(cell);
  };

  left = (event) => {
    const cell = event.target.closest("[data-editing]");
    if (cell && event.relatedTarget && !cell.contains(event.relatedTarget)) this.save(cell);
  };

  save(cell) {
    if (this.valueOf(cell) === cell.startValue) {
      this.restore(cell);
      this.goOn(cell);
    } else if (!cell.hasAttribute("aria-busy")) {
      cell.setAttribute("aria-busy", "true");
      cell.querySelector("form").requestSubmit();
    }
  }

  // The answer morphs the cell back to text, so that the event comes from the document;
  // a 422 leaves the control with its error.
  answered = (event) => {
    const { request, response } = event.detail.ctx;
    const cell = this.cells.get(request.form);
    cell?.removeAttribute("aria-busy");
    if (cell && response?.status >= 200 && response.status < 300) this.goOn(cell);
  };

  goOn(cell) {
    const next = this.next && document.getElementById(this.next);
    this.next = "";
    if (next) this.edit(next);
    else if (document.activeElement === document.body) this.focusRow(cell);
  }

  restore(cell) {
    cell.replaceChildren(...(this.before.get(cell) ?? []));
    delete cell.dataset.editing;
    cell.removeAttribute("aria-busy");
    window.htmx.process(cell);
    if (document.activeElement === document.body) this.focusRow(cell);
  }

  focusRow(cell) {
    cell.closest("[data-row]")?.querySelector("a[href]")?.focus({ preventScroll: true });
  }
}
