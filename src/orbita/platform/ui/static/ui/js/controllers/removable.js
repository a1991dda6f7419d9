// A button that takes its line or its group out of a form.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  remove() {
    const line = this.element.parentElement.closest("[data-removable], fieldset, li, .filter-line");
    const near = line?.nextElementSibling ?? line?.previousElementSibling ?? line?.parentElement;
    line?.remove();
    near?.querySelector("input, select, button")?.focus();
  }
}
