// Choosing by a click or a shortcut moves the focus to where one goes on typing; arrow keys only choose.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["field"];

  focus(event) {
    if (event.target.matches("input")) return;
    setTimeout(() => this.fieldTarget.focus());
  }
}
