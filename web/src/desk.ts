// What the browser adds to pages that also work without it. Each part looks for its own place in the page.
import { watchBanner } from "./banner";
import { startBystanders } from "./bystanders";
import { startCoding } from "./coding";
import { startGrid } from "./grid";
import { startKeying } from "./keying";
import { listenForKeys } from "./keys";
import { startStrips } from "./people";
import { startPhotograph } from "./photograph";
import { startPublishing } from "./publishing";
import { watchIntakes } from "./running";

// On a narrow screen the filters begin folded: before the grid measures where it stands.
if (matchMedia("(max-width: 62rem)").matches) document.querySelector(".filters .fold")?.removeAttribute("open");
// There the rooms scroll sideways: the one that is open begins in sight.
document.querySelector(".rooms [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
watchBanner();
watchIntakes();
startGrid();
startPhotograph();
startBystanders();
startCoding();
startKeying();
startStrips();
startPublishing();
listenForKeys();

// A page that refuses says why first, to whoever reads with ears too.
if (document.activeElement === document.body) document.querySelector<HTMLElement>("#wrong")?.focus();

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
