// Files dropped or pasted land in the file input, so that the form works the same without scripts.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["input", "names"];

  over(event) {
    event.preventDefault();
    this.element.setAttribute("data-over", "");
  }

  out() {
    this.element.removeAttribute("data-over");
  }

  drop(event) {
    event.preventDefault();
    this.out();
    this.take(event.dataTransfer.files);
  }

  paste(event) {
    if (event.clipboardData?.files.length) this.take(event.clipboardData.files);
  }

  take(files) {
    const kept = new DataTransfer();
    const all = this.inputTarget.multiple ? [...this.inputTarget.files, ...files] : [files[0]];
    for (const file of all) if (file) kept.items.add(file);
    this.inputTarget.files = kept.files;
    this.inputTarget.dispatchEvent(new Event("change", { bubbles: true }));
  }

  list() {
    this.namesTarget.textContent = [...this.inputTarget.files].map((file) => file.name).join(", ");
  }
}
