// A table of fields that is filled like a spreadsheet: Enter goes down and adds a row, rows that are
// pasted fill the rows below, sums are reckoned while somebody types (the server's sums win).
import { Controller } from "@hotwired/stimulus";

// What a pasted row holds, by how many cells it has.
const ORDERS = {
  1: ["title"],
  2: ["title", "quantity"],
  3: ["title", "quantity", "price"],
  4: ["title", "quantity", "unit", "price"],
  5: ["title", "quantity", "unit", "price", "discount"],
  6: ["title", "quantity", "unit", "price", "discount", "cost"],
};

const numberOf = (text) => {
  const bare = text.replace(/[^\d.,-]/g, "");
  const mark = Math.max(bare.lastIndexOf(","), bare.lastIndexOf("."));
  const whole = bare.slice(0, mark < 0 ? undefined : mark).replace(/[.,]/g, "");
  return Number(mark < 0 ? whole : `${whole}.${bare.slice(mark + 1)}`) || 0;
};

export default class extends Controller {
  static targets = ["rows", "row", "blank", "total"];
  static values = { prefix: String, currency: String };

  connect() {
    const lang = document.documentElement.lang;
    const currency = this.currencyValue;
    const digits = { minimumFractionDigits: 0, maximumFractionDigits: 2 };
    const money = currency ? { style: "currency", currency, currencyDisplay: "narrowSymbol" } : {};
    this.format = new Intl.NumberFormat(lang, digits);
    this.money = new Intl.NumberFormat(lang, { ...digits, ...money });
    this.reckon();
  }

  field(row, name) {
    return row.querySelector(`[name^="${this.prefixValue}-"][name$="-${name}"]`);
  }

  number(row, name, empty = 0) {
    const text = this.field(row, name)?.value.trim() ?? "";
    return text ? numberOf(text) : empty;
  }

  reckon() {
    let total = 0;
    for (const row of this.rowTargets) {
      const price = this.number(row, "price");
      const share = (100 - this.number(row, "discount")) / 100;
      const sum = Math.round(this.number(row, "quantity", 1) * price * share * 100) / 100;
      row.querySelector("[data-sum]").textContent = price ? this.format.format(sum) : "";
      if (!this.field(row, "DELETE")?.checked) total += sum;
    }
    if (this.hasTotalTarget) this.totalTarget.textContent = this.money.format(total);
  }

  walk(event) {
    if (event.code !== "Enter" && event.code !== "NumpadEnter") return;
    if (event.ctrlKey || event.metaKey || !event.target.matches("input[name]")) return;
    const row = event.target.closest("[data-fill-rows-target=row]");
    if (!row) return;
    event.preventDefault();
    const name = event.target.name.split("-").pop();
    const below = this.rowTargets[this.rowTargets.indexOf(row) + 1] ?? this.grow();
    if (below) this.field(below, below.dataset.fresh === undefined ? name : "title")?.focus();
  }

  add() {
    const row = this.grow();
    if (row) this.field(row, "title").focus();
  }

  grow() {
    const count = this.element.querySelector(`[name="${this.prefixValue}-TOTAL_FORMS"]`);
    const most = this.element.querySelector(`[name="${this.prefixValue}-MAX_NUM_FORMS"]`);
    const place = Number(count.value);
    if (place >= Number(most?.value ?? Infinity)) return null;
    const row = this.blankTarget.content.firstElementChild.cloneNode(true);
    for (const part of [row, ...row.querySelectorAll("*")])
      for (const { name, value } of [...part.attributes])
        if (value.includes("__prefix__"))
          part.setAttribute(name, value.replaceAll("__prefix__", place));
    row.dataset.fresh = "";
    count.value = place + 1;
    this.rowsTarget.append(row);
    return row;
  }

  paste(event) {
    const start = event.target.closest("[data-fill-rows-target=row]");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!start || !event.target.name?.endsWith("-title") || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const lines = text.split(/\r?\n/).filter((line) => line.trim());
    let row = start;
    for (const line of lines) {
      if (!row) break;
      const cells = line.split("\t").map((cell) => cell.trim());
      const order = ORDERS[Math.min(cells.length, 6)];
      order.forEach((name, place) => (this.field(row, name).value = cells[place] ?? ""));
      if (line !== lines.at(-1)) row = this.rowTargets[this.rowTargets.indexOf(row) + 1] ?? this.grow();
    }
    this.field(row ?? start, "title").dispatchEvent(new Event("input", { bubbles: true }));
    this.field(row ?? start, "title").focus();
  }
}
