// A button that prints the page.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  connect() {
    this.element.addEventListener("click", this.print);
  }

  disconnect() {
    this.element.removeEventListener("click", this.print);
  }

  print = () => window.print();
}
