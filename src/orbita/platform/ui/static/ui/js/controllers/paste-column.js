// A column copied from a spreadsheet, pasted into a cell, fills the cells below it in one act.
// The address gets `field`, `ids` and `values` (the last two as JSON lists of equal length).
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static values = { url: String };

  connect() {
    this.element.addEventListener("paste", this.pasted);
  }

  pasted = (event) => {
    const cell = event.target.closest("[data-edit][data-field]");
    const lines = (event.clipboardData?.getData("text/plain") ?? "")
      .replace(/\r?\n$/, "")
      .split(/\r?\n/);
    if (!cell || lines.length < 2) return;
    event.preventDefault();
    const rows = [...this.element.querySelectorAll("[data-row][data-id]")];
    const from = rows.indexOf(cell.closest("[data-row]"));
    const targets = rows.slice(from, from + lines.length);
    const values = lines.slice(0, targets.length).map((line) => line.split("\t")[0].trim());
    // The control closes as if by Esc: the answer brings the new values.
    cell.dispatchEvent(new KeyboardEvent("keydown", { code: "Escape", bubbles: true }));
    window.htmx.ajax("POST", this.urlValue, {
      source: this.element,
      swap: "none",
      values: {
        field: cell.dataset.field,
        ids: JSON.stringify(targets.map((row) => row.dataset.id)),
        values: JSON.stringify(values),
      },
    });
  };
}
