// Keys by their place on the keyboard, so that letters work in the Russian layout too.

const MODIFIERS = /^(Shift|Control|Alt|Meta)/;

// "KeyN", "Shift+KeyX", "Mod+Enter" (Ctrl or ⌘), "?" for the sheet of keys in any layout.
export function keyOf(event) {
  if (MODIFIERS.test(event.key)) return "";
  if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) return "?";
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Mod");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey) parts.push("Shift");
  return [...parts, event.code.replace("NumpadEnter", "Enter")].join("+");
}

export function isTyping(event) {
  const target = event.composedPath?.()[0] ?? event.target;
  if (target.isContentEditable) return true;
  if (!target.matches?.("input, textarea, select")) return false;
  return !["checkbox", "radio", "button", "submit"].includes(target.type);
}

// Single letters can be turned off (WCAG 2.1.4).
export function lettersAreOn() {
  return localStorage.getItem("hotkeys") !== "off";
}

// The innermost open dialog owns the keyboard.
export function scope() {
  const open = document.querySelectorAll("dialog:modal");
  return open[open.length - 1] ?? document;
}

export function isVisible(element) {
  return element.checkVisibility?.({ visibilityProperty: true }) ?? element.offsetParent !== null;
}
