// A cell with data-edit turns into its control in place: Enter or E or a click edits, Tab saves and goes
// on to the next cell, Esc returns. The control is a form fetched from the cell's address.
import { Controller } from "@hotwired/stimulus";
import { isTyping, keyOf, lettersAreOn, scope } from "orbita/keys";

export default class extends Controller {
  connect() {
    this.listen = (event) => this.press(event);
    document.addEventListener("keydown", this.listen);
    this.element.addEventListener("click", this.clicked);
    this.element.addEventListener("keydown", this.typed);
    this.element.addEventListener("focusout", this.left);
    this.element.addEventListener("change", this.picked);
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
    cell.dataset.editing = "";
    this.before = { cell, nodes: [...cell.childNodes].map((node) => node.cloneNode(true)) };
    window.htmx
      .ajax("GET", cell.dataset.edit, { source: cell, target: cell, swap: "innerHTML" })
      .then(() => this.opened(cell));
  }

  opened(cell) {
    const control = cell.querySelector("input:not([type=hidden]), select, textarea");
    if (!control) return this.restore(cell);
    control.focus();
    control.select?.();
    this.form = cell.querySelector("form");
    this.start = this.valueOf(cell);
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
    if (this.valueOf(cell) === this.start) {
      this.restore(cell);
      this.goOn();
    } else if (!cell.hasAttribute("aria-busy")) {
      cell.setAttribute("aria-busy", "true");
      cell.querySelector("form").requestSubmit();
    }
  }

  // The answer morphs the cell back to text, so that the event comes from the document;
  // a 422 leaves the control with its error.
  answered = (event) => {
    const { request, response } = event.detail.ctx;
    if (!this.form || request.form !== this.form) return;
    this.before.cell.removeAttribute("aria-busy");
    if (response?.status >= 200 && response.status < 300) this.goOn();
  };

  goOn() {
    const next = this.next && document.getElementById(this.next);
    this.next = "";
    if (next) this.edit(next);
    else this.focusRow(this.before?.cell);
  }

  restore(cell) {
    if (this.before?.cell !== cell) return;
    cell.replaceChildren(...this.before.nodes);
    delete cell.dataset.editing;
    cell.removeAttribute("aria-busy");
    window.htmx.process(cell);
    this.focusRow(cell);
  }

  focusRow(cell) {
    cell?.closest("[data-row]")?.querySelector("a[href]")?.focus({ preventScroll: true });
  }
}
