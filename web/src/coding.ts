// Coding: pictures side by side, uncovered one by one; answers by keyboard; what is left of a section in one act.
import { startBodies } from "./body";
import { startPlaces } from "./places";
import { onCover, say, uncovered } from "./uncover";
import type { Zoom } from "./zoom";

export function startCoding(): void {
  const room = document.querySelector<HTMLElement>("[data-coding]");
  if (!room) return;
  for (const pane of room.querySelectorAll<HTMLElement>("[data-pane]")) new Pane(room, pane);
  const form = room.querySelector<HTMLFormElement>("form[data-codebook]");
  if (form) startForm(form, room);
}

/** One photograph: covered, uncovered, or looked at closely. */
class Pane {
  private image: HTMLImageElement;
  private urls: string[] = [];
  private zoom: Zoom | undefined;

  constructor(
    private room: HTMLElement,
    private pane: HTMLElement,
  ) {
    this.image = pane.querySelector("img") as HTMLImageElement;
    pane.querySelector("[data-uncover]")?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.uncover();
    });
    pane.querySelector("[data-cover]")?.addEventListener("click", () => this.hide());
    pane.querySelector("[data-zoom]")?.addEventListener("click", () => void this.enlarge());
    onCover(() => this.hide());
  }

  private get digest(): string {
    return this.pane.dataset.digest ?? "";
  }

  private async uncover(): Promise<void> {
    await this.attempt(async () => {
      const url = await uncovered(this.digest, "view", "act");
      this.urls.push(url);
      this.image.src = url;
      this.buttons(true);
      this.room.dataset.looking = this.digest;
      say(this.room.dataset.shown ?? "");
    });
  }

  private async enlarge(): Promise<void> {
    if (this.zoom) return;
    await this.attempt(async () => {
      const [{ Zoom }, url] = await Promise.all([import("./zoom"), uncovered(this.digest, "original", "act")]);
      this.urls.push(url);
      this.zoom = new Zoom(this.pane.querySelector(".view") as HTMLElement, url);
    });
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    const trouble = this.pane.querySelector<HTMLElement>(".trouble");
    if (trouble) trouble.hidden = true;
    try {
      await act();
    } catch (error) {
      if (!trouble) return;
      trouble.textContent = (error instanceof Error && error.message) || (this.room.dataset.failed ?? "");
      trouble.hidden = false;
    }
  }

  private hide(): void {
    if (!this.pane.classList.contains("bare")) return;
    this.zoom?.close();
    this.zoom = undefined;
    this.image.src = `${this.room.dataset.base}/${this.digest}/cover`;
    for (const url of this.urls.splice(0)) URL.revokeObjectURL(url);
    this.buttons(false);
    say(this.room.dataset.covered ?? "");
  }

  private buttons(bare: boolean): void {
    this.pane.classList.toggle("bare", bare);
    for (const [name, hidden] of [["[data-uncover]", bare], ["[data-cover]", !bare], ["[data-zoom]", !bare]] as const) {
      const element = this.pane.querySelector<HTMLElement>(name);
      if (element) element.hidden = hidden;
    }
    const next = this.pane.querySelector<HTMLElement>(bare ? "[data-cover]" : "[data-uncover] button");
    if (this.pane.contains(document.activeElement) || document.activeElement === document.body) next?.focus();
  }
}

function startForm(form: HTMLFormElement, room: HTMLElement): void {
  // What is seen is seen in the picture that was uncovered last, until another is named.
  form.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    if (!input.name.startsWith("a.")) return;
    const select = form.elements.namedItem(`p.${input.name.slice(2)}`);
    const sees = input.value !== "absent" && input.value !== "not-assessable";
    if (select instanceof HTMLSelectElement && sees && !select.value) select.value = room.dataset.looking ?? "";
  });
  startBodies(form);
  startPlaces(room, form);
  keepAsTyped(form);
  for (const section of form.querySelectorAll<HTMLElement>("[data-section]")) {
    const rest = section.querySelector<HTMLElement>("[data-rest]");
    if (!rest) continue;
    rest.hidden = false;
    rest.addEventListener("click", (event) => {
      const answer = (event.target as HTMLElement).closest<HTMLElement>("[data-answer]")?.dataset.answer;
      if (answer) answerRest(section, answer);
    });
  }
}

/** How long nothing is typed before the answers are kept, in milliseconds. */
const PAUSE = 1200;

/** Keeps the answers at the desk as they are given, and says so. */
function keepAsTyped(form: HTMLFormElement): void {
  const button = form.querySelector<HTMLButtonElement>("button[formaction]");
  const told = form.querySelector<HTMLElement>("[data-kept]");
  if (!button || !told) return;
  let waiting = 0;
  const keep = async (): Promise<void> => {
    try {
      const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
      const answer = await fetch(button.formAction, { method: "POST", body });
      if (!answer.ok) throw new Error(`${answer.status}`);
      told.textContent = told.dataset.kept ?? "";
    } catch {
      told.textContent = told.dataset.unkept ?? "";
    }
  };
  const later = (): void => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void keep(), PAUSE);
  };
  form.addEventListener("input", later);
  form.addEventListener("click", (event) => (event.target as HTMLElement).closest("[data-answer]") && later());
  form.addEventListener("submit", () => clearTimeout(waiting));
}

/** Gives every entry of a section that is not answered yet this answer, where it can be answered so. */
function answerRest(section: HTMLElement, answer: string): void {
  for (const entry of section.querySelectorAll<HTMLElement>("[data-entry]")) {
    if (entry.querySelector("input[type=radio]:checked")) continue;
    const radio = entry.querySelector<HTMLInputElement>(`input[type=radio][value="${answer}"]`);
    if (radio) radio.checked = true;
  }
}
