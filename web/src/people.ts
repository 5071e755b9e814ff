// Strips of covered pictures: arrows move, X takes in or out, U uncovers, and one key each for the buttons of the form.
import { GridUncovering } from "./grid-uncover";
import { isPlain } from "./keys";

/** Key → the button or link that it presses. */
const PRESSES: Record<string, string> = {
  KeyA: "button.main",
  KeyN: "[data-skip]",
  KeyO: 'button[value="take-out"]',
  KeyS: 'button[value="split"]',
  Digit1: 'button[value="scene"]',
  Digit2: 'button[value="document"]',
  Digit3: 'button[value="other"][name="shows"]',
};

export function startStrips(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-strip]")) {
    // A person's strips, one for each view, are gone through as one.
    const strip = form.querySelector<HTMLElement>(".strips, .strip");
    if (strip) start(form, strip);
  }
}

function start(form: HTMLFormElement, strip: HTMLElement): void {
  const uncovering = new GridUncovering(strip);
  const cells = [...strip.querySelectorAll<HTMLElement>("a.cell")];
  const boxOf = (cell: Element): HTMLInputElement | null | undefined =>
    cell.closest("li")?.querySelector<HTMLInputElement>("input[type=checkbox]");
  const mark = (cell: Element): void => {
    cell.closest("li")?.classList.toggle("out", boxOf(cell)?.checked === false);
  };
  const marking = Boolean(form.querySelector("button.main"));
  if (marking) for (const cell of cells) mark(cell);
  strip.addEventListener("change", (event) => marking && mark(event.target as Element));
  addEventListener("keydown", (event) => {
    const within = (event.target as Element | null)?.closest?.("textarea, input:not([type=checkbox]):not([type=radio])");
    if (within || (!isPlain(event) && !(event.target as Element).matches?.("input[type=checkbox]"))) return;
    const here = cells.findIndex((cell) => cell.closest("li")?.contains(document.activeElement));
    const rtl = document.documentElement.dir === "rtl";
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
    const cell = cells[here];
    if (step !== undefined) {
      event.preventDefault();
      cells[Math.min(cells.length - 1, Math.max(0, here + step))]?.focus();
    } else if (event.code === "KeyX" && cell) {
      const box = boxOf(cell);
      if (box) box.checked = !box.checked;
      if (marking) mark(cell);
    } else if (event.code === "KeyU" && cell) {
      void uncovering.toggle(cell);
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey) {
      const pressed = PRESSES[event.code];
      if (pressed) form.querySelector<HTMLElement>(pressed)?.click();
    }
  });
  if (marking) cells[0]?.focus();
}
