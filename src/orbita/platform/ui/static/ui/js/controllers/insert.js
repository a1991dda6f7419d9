// Buttons that put words into a text where the caret stands.
import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["text"];

  put({ params: { words } }) {
    const text = this.textTarget;
    text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
    text.focus();
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
