// The keyboard cursor of a list or a board: J and K walk, Enter opens, other keys press the row's buttons.
import { Controller } from "@hotwired/stimulus";
import { isTyping, keyOf, lettersAreOn, scope } from "orbita/keys";

const STEPS = { KeyJ: 1, ArrowDown: 1, KeyK: -1, ArrowUp: -1 };
const SIDE_STEPS = { ArrowRight: 1, ArrowLeft: -1 };

// The row under the cursor: a part of the page that is fetched again finds it by its id.
let kept = "";

export default class extends Controller {
  static values = { rows: { type: String, default: "[data-row]" }, columns: String };

  connect() {
    this.listen = (event) => this.press(event);
    document.addEventListener("keydown", this.listen);
    this.element.addEventListener("focusin", this.focused);
    document.addEventListener("htmx:after:swap", this.restored);
    this.restored();
  }

  disconnect() {
    document.removeEventListener("keydown", this.listen);
    document.removeEventListener("htmx:after:swap", this.restored);
  }

  restored = () => {
    const row = kept && !this.current && document.getElementById(kept);
    if (row && this.element.contains(row)) row.setAttribute("data-cursor", "");
  };

  get rows() {
    return [...this.element.querySelectorAll(this.rowsValue)];
  }

  get current() {
    return this.element.querySelector("[data-cursor]");
  }

  press(event) {
    if (event.defaultPrevented || isTyping(event) || !lettersAreOn()) return;
    if (scope() !== document || document.querySelector("[popover]:popover-open")) return;
    const key = keyOf(event);
    if (key in STEPS) return this.step(event, STEPS[key]);
    if (this.columnsValue && key in SIDE_STEPS) return this.side(event, SIDE_STEPS[key]);
    const row = this.current;
    const button = row?.querySelector(`[data-row-key="${CSS.escape(key)}"]`);
    if (button) {
      event.preventDefault();
      button.click();
    } else if (
      key === "Enter" &&
      row &&
      !document.activeElement.matches("a, button, input, summary")
    ) {
      this.link(row)?.click();
    }
  }

  step(event, step) {
    const column = this.columnsValue && this.current?.closest(this.columnsValue);
    const rows = column ? [...column.querySelectorAll(this.rowsValue)] : this.rows;
    if (!rows.length) return;
    event.preventDefault();
    const here = rows.indexOf(this.current);
    this.moveTo(rows[Math.min(Math.max(here + step, 0), rows.length - 1)]);
  }

  side(event, step) {
    const columns = [...this.element.querySelectorAll(this.columnsValue)];
    const here = columns.findIndex((column) => column.contains(this.current));
    const place =
      here < 0 ? 0 : [...columns[here].querySelectorAll(this.rowsValue)].indexOf(this.current);
    for (let next = here + step; next >= 0 && next < columns.length; next += step) {
      const rows = columns[next].querySelectorAll(this.rowsValue);
      if (!rows.length) continue;
      event.preventDefault();
      return this.moveTo(rows[Math.min(place, rows.length - 1)]);
    }
  }

  link(row) {
    return row.querySelector("[data-row-link], .main a, a[href]");
  }

  moveTo(row) {
    const target = this.link(row) ?? row;
    target.focus({ preventScroll: true });
    this.mark(row);
    row.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  focused = (event) => {
    const row = event.target.closest(this.rowsValue);
    if (row) this.mark(row);
  };

  mark(row) {
    if (row.hasAttribute("data-cursor")) return;
    for (const other of this.element.querySelectorAll("[data-cursor]"))
      other.removeAttribute("data-cursor");
    row.setAttribute("data-cursor", "");
    kept = row.id;
    this.dispatch("moved", { target: row });
  }
}
