// Uncovering in the grid: one picture by holding it or pressing U, or those in sight while a session runs.
import { isSession, onCover, Rest, say, uncovered } from "./uncover";
import type { Cause } from "./uncover";

/** How long a picture is held before it is uncovered, in milliseconds. */
const HOLD = 450;
/** Uncovered pictures kept in memory. */
const KEPT = 300;
/** Pictures asked for at once while a session runs. */
const AT_ONCE = 4;

export class GridUncovering {
  private urls = new Map<string, string>();
  private asking = new Set<string>();
  private holding = 0;
  private held = false;
  /** Until when nothing is asked for by itself, as `performance.now()` tells it. */
  private resting = 0;

  constructor(private grid: HTMLElement) {
    if (grid.dataset.may !== "true") return;
    onCover(() => this.cover());
    grid.addEventListener("pointerdown", (event) => this.press(event));
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
      grid.addEventListener(end, () => this.lift());
    }
    addEventListener("scroll", () => this.lift(), { passive: true });
    grid.addEventListener("click", (event) => {
      if (this.held) event.preventDefault();
      this.held = false;
    });
    grid.addEventListener("contextmenu", (event) => (this.held || this.holding) && event.preventDefault());
    grid.addEventListener("dragstart", (event) => event.preventDefault());
  }

  /** A cell came into the document: it shows what is already uncovered, or is covered. */
  appeared(cell: HTMLElement): void {
    const url = this.urls.get(cell.dataset.digest ?? "");
    if (url) show(cell, url);
    else hide(cell);
  }

  /** Uncovers a cell, or covers it again. */
  async toggle(cell: HTMLElement): Promise<void> {
    if (this.grid.dataset.may !== "true") return;
    const digest = cell.dataset.digest ?? "";
    if (!this.urls.has(digest)) return this.uncover(cell, "act");
    this.drop(digest);
    hide(cell);
  }

  /** While a session runs: uncovers the cells in sight that are still covered. */
  inSight(isInSight: (place: number) => boolean): void {
    if (!isSession() || this.isResting()) return;
    const cells = [...this.grid.querySelectorAll<HTMLElement>("a.cell:not(.bare)")].filter(
      (cell) => cell.querySelector("img") && isInSight(Number(cell.dataset.place) - 1),
    );
    const next = async (): Promise<void> => {
      const cell = cells.shift();
      if (!cell || !isSession() || this.isResting()) return;
      if (cell.isConnected) await this.uncover(cell, "session");
      await next();
    };
    for (let i = 0; i < AT_ONCE; i++) void next();
  }

  private async uncover(cell: HTMLElement, cause: Cause): Promise<void> {
    const digest = cell.dataset.digest ?? "";
    if (!cell.querySelector("img") || this.asking.has(digest) || this.urls.has(digest)) return;
    this.asking.add(digest);
    try {
      const url = await uncovered(digest, "grid", cause);
      if (cause === "session" && (!isSession() || this.isResting())) return URL.revokeObjectURL(url);
      this.urls.set(digest, url);
      show(cell, url);
      this.forget();
      this.resting = 0;
      this.notice("");
      if (cause === "act") say(this.grid.dataset.shown ?? "");
    } catch (error) {
      if (error instanceof Rest) this.rest(error);
      else if (cause === "act") say(this.grid.dataset.failed ?? "");
    } finally {
      this.asking.delete(digest);
    }
  }

  private isResting(): boolean {
    return performance.now() < this.resting;
  }

  /** Says that a pause is due, and asks for nothing by itself until it is over. */
  private rest(rest: Rest): void {
    this.resting = performance.now() + rest.seconds * 1000;
    this.notice(rest.message || (this.grid.dataset.failed ?? ""));
  }

  /** Words above the pictures, seen and heard; none take them away. */
  private notice(words: string): void {
    let notice = document.getElementById("resting");
    if (!words) return notice?.remove();
    if (!notice) {
      notice = document.createElement("p");
      notice.id = "resting";
      notice.className = "trouble";
      notice.setAttribute("role", "alert");
      this.grid.before(notice);
    }
    if (notice.textContent !== words) notice.textContent = words;
    notice.scrollIntoView({ block: "nearest" });
  }

  private cover(): void {
    for (const digest of [...this.urls.keys()]) this.drop(digest);
    for (const cell of this.grid.querySelectorAll<HTMLElement>("a.cell.bare")) hide(cell);
  }

  private drop(digest: string): void {
    URL.revokeObjectURL(this.urls.get(digest) ?? "");
    this.urls.delete(digest);
  }

  private forget(): void {
    for (const digest of this.urls.keys()) {
      if (this.urls.size <= KEPT) return;
      if (!this.grid.querySelector(`a.cell[data-digest="${digest}"]`)) this.drop(digest);
    }
  }

  private press(event: PointerEvent): void {
    const cell = (event.target as Element).closest<HTMLElement>("a.cell");
    if (!cell || event.button !== 0) return;
    this.held = false;
    cell.classList.add("holding");
    this.holding = setTimeout(() => {
      this.lift();
      this.held = true;
      void this.toggle(cell);
    }, HOLD);
  }

  private lift(): void {
    clearTimeout(this.holding);
    this.holding = 0;
    this.grid.querySelector(".holding")?.classList.remove("holding");
  }
}

function show(cell: HTMLElement, url: string): void {
  const image = cell.querySelector("img");
  if (!image) return;
  image.src = url;
  cell.classList.add("bare");
}

function hide(cell: HTMLElement): void {
  const image = cell.querySelector("img");
  if (!image || !cell.classList.contains("bare")) return;
  cell.classList.remove("bare");
  image.src = `/photographs/${cell.dataset.digest}/cover`;
}
