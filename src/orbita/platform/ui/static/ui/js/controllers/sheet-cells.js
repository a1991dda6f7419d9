// A grid of inputs that behaves like a sheet: a changed cell is sent at once, a piece of a spreadsheet
// pasted into a cell goes to the server whole, Enter and the arrows walk up and down.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static values = { url: String };

  connect() {
    for (const name of ["change", "paste", "keydown"]) {
      this.element.addEventListener(name, this[name]);
    }
  }

  // The source of the request is an element without inputs: only what has changed is sent.
  send(values) {
    const source = this.element.firstElementChild;
    window.htmx.ajax("POST", this.urlValue, { source, swap: "none", values });
  }

  change = (event) => {
    const { name, value } = event.target;
    if (name.includes(":")) this.send({ [name]: value });
  };

  paste = (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!/[\t\n]/.test(text.trim()) || !event.target.name) return;
    event.preventDefault();
    this.send({ at: event.target.name, pasted: text });
  };

  keydown = (event) => {
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.code];
    const cell = event.target.closest?.("td");
    if (!step || !cell) return;
    event.preventDefault();
    const rows = [...cell.closest("tbody").rows];
    for (let row = rows.indexOf(cell.parentElement) + step; rows[row]; row += step) {
      const input = rows[row].cells[cell.cellIndex]?.querySelector("input");
      if (input) return input.select();
    }
    event.target.blur();
  };
}
