// Copies the exact browser files of devtools/vendor.json from node_modules into
// src/orbita/vendor, draws the icons of devtools/icons.txt into one sprite, and writes a
// manifest with version and sha256 of each file. No bundler: what is copied is what was published.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(root, "node_modules");
const target = join(root, "src", "orbita", "vendor");
const manifest = {};

function packageOf(file) {
  const parts = file.split("/");
  return file.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0];
}

function version(name) {
  return JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")).version;
}

function put(path, bytes, name) {
  mkdirSync(dirname(join(target, path)), { recursive: true });
  writeFileSync(join(target, path), bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  manifest[path] = { package: name, version: version(name), sha256 };
}

// A reference to a source map that is not copied makes the hashed static storage fail.
function withoutSourceMap(text) {
  return text
    .replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, "\n")
    .replace(/\n?\/\*# sourceMappingURL=.*?\*\/\s*$/, "\n");
}

function copyFiles() {
  const list = JSON.parse(readFileSync(join(root, "devtools", "vendor.json"), "utf8"));
  for (const [folder, files] of Object.entries(list)) {
    for (const file of files) {
      const bytes = readFileSync(join(modules, file));
      const code = /\.(m?js|css)$/.test(file);
      const content = code ? Buffer.from(withoutSourceMap(bytes.toString("utf8"))) : bytes;
      put(`${folder}/${basename(file)}`, content, packageOf(file));
    }
  }
}

function iconNames() {
  const text = readFileSync(join(root, "devtools", "icons.txt"), "utf8");
  const names = text.split("\n").map((line) => line.replace(/#.*/, "").trim());
  return [...new Set(names.filter(Boolean))].sort();
}

function symbol(name) {
  const svg = readFileSync(join(modules, "lucide-static", "icons", `${name}.svg`), "utf8");
  const shapes = svg.replace(/<!--[\s\S]*?-->/g, "").replace(/<svg[\s\S]*?>|<\/svg>/g, "");
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, "").trim()}</symbol>`;
}

function drawSprite() {
  const names = iconNames();
  const known = (name) => existsSync(join(modules, "lucide-static", "icons", `${name}.svg`));
  const unknown = names.filter((name) => !known(name));
  if (unknown.length > 0) {
    throw new Error(`Lucide has no icon named: ${unknown.join(", ")} (devtools/icons.txt)`);
  }
  const symbols = names.map(symbol).join("\n");
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols}\n</svg>\n`;
  put("icons.svg", Buffer.from(sprite), "lucide-static");
  return names.length;
}

rmSync(target, { recursive: true, force: true });
copyFiles();
const icons = drawSprite();
writeFileSync(join(target, "manifest.json"), `${JSON.stringify(manifest, null, 1)}\n`);
console.log(`${Object.keys(manifest).length} files, ${icons} icons`);
