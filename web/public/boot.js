// Starts the app, or says in plain words why it can't start. A file of its own because the
// content security policy allows no inline script.

// The smallest module that needs reference types, which browsers learnt last of all that rustc's WASM
// relies on; and nested rules, of all that the style sheets do. Telling "too old" from "the download
// failed" saves somebody a phone call.
const module = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 1, 111, 0);
const isNewEnough =
  typeof WebAssembly === "object" && WebAssembly.validate(module) && window.CSS?.supports("selector(&)");

const start = async () => {
  const { default: init } = await import("./app.js");
  await init({ module_or_path: new URL("app_bg.wasm", import.meta.url) });
  document.getElementById("boot").remove();
};

const show = (part) => {
  document.getElementById("boot-loading").hidden = true;
  document.getElementById(part).hidden = false;
};

if (isNewEnough) {
  start().catch((error) => {
    console.error(error);
    show("boot-failed");
  });
} else {
  show("boot-outdated");
}
