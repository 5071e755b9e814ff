// The grid: one long page with a true scrollbar, of which only the rows in sight are there.
//
// The server's plain list becomes a grid of the ARIA pattern: one cell is reachable by Tab, arrows move, Enter opens.
import { Cells } from "./cells";
import { GridUncovering } from "./grid-uncover";
import { isPlain } from "./keys";

/** Rows kept above and below those in sight. */
const SPARE = 3;
/** Pixels a frame above which a scroll is a leap: cells are not asked for until it slows down. */
const LEAP = 2500;

interface Shape {
  columns: number;
  pitch: number;
  rows: number;
}

export function startGrid(): void {
  const element = document.getElementById("grid");
  if (element) new Grid(element);
}

class Grid {
  private cells: Cells;
  private uncovering: GridUncovering;
  private shape: Shape = { columns: 1, pitch: 1, rows: 1 };
  private shown = new Map<number, HTMLElement>();
  private spare: HTMLElement[] = [];
  /** The cell that Tab reaches. */
  private active: number;
  private focusWhenHere = false;
  private lastTop = 0;
  private frame = 0;
  private settled = 0;
  private readonly count: number;

  constructor(private element: HTMLElement) {
    const data = element.dataset;
    this.count = Number(data.count);
    this.cells = new Cells(this.count, data.query ?? "", () => this.plan());
    this.uncovering = new GridUncovering(element);
    const offset = Number(data.offset ?? "0");
    const first = [...element.querySelectorAll<HTMLElement>("a.cell")];
    first.forEach((cell) => cell.remove());
    this.cells.adopt(offset, first);
    const named = Number(/^#p(\d+)$/.exec(location.hash)?.[1] ?? offset + 1) - 1;
    const kept = (history.state as { place?: number } | null)?.place;
    this.active = Math.min(Math.max(kept ?? named, 0), this.count - 1);
    this.focusWhenHere = kept === undefined && location.hash !== "";
    this.dress();
    this.measure();
    if (this.active > 0) this.scrollTo(Math.floor(this.active / this.shape.columns));
    this.listen();
    this.draw();
  }

  private dress(): void {
    history.scrollRestoration = "manual";
    const { element } = this;
    element.replaceChildren();
    element.classList.add("virtual");
    element.setAttribute("role", "grid");
    element.setAttribute("aria-label", element.dataset.label ?? "");
  }

  private listen(): void {
    addEventListener("scroll", () => this.plan(), { passive: true });
    new ResizeObserver(() => this.remeasure()).observe(this.element);
    // What stands above may grow or fold, and move the grid without changing it.
    new ResizeObserver(() => this.plan()).observe(document.body);
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("focusin", (event) => {
      const cell = (event.target as Element).closest<HTMLElement>("[role=gridcell]");
      if (cell) this.activate(Number(cell.dataset.at));
    });
  }

  // Measures: how many columns, how high a row, how tall the whole.

  private measure(): void {
    const style = getComputedStyle(this.element);
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const gap = parseFloat(style.getPropertyValue("--gap"));
    const least = parseFloat(style.getPropertyValue("--cell")) * rem;
    const width = this.element.clientWidth;
    const columns = Math.max(2, Math.floor((width + gap) / (least + gap)));
    const cell = (width - gap * (columns - 1)) / columns;
    const pitch = Math.round(cell + 1.6 * rem + gap);
    const rows = Math.ceil(this.count / columns);
    this.shape = { columns, pitch, rows };
    this.element.style.setProperty("--columns", String(columns));
    this.element.style.blockSize = `${rows * pitch}px`;
    this.element.setAttribute("aria-rowcount", String(rows));
    this.element.setAttribute("aria-colcount", String(columns));
  }

  private remeasure(): void {
    const before = this.shape;
    const top = this.firstRow() * before.columns;
    this.measure();
    if (before.columns === this.shape.columns && before.pitch === this.shape.pitch) return;
    for (const row of [...this.shown.keys()]) this.release(row);
    if (scrollY > this.top()) this.scrollTo(Math.floor(top / this.shape.columns));
    this.draw();
  }

  private top(): number {
    return this.element.getBoundingClientRect().top + scrollY;
  }

  private firstRow(): number {
    return Math.max(0, Math.floor((scrollY - this.top()) / this.shape.pitch));
  }

  private scrollTo(row: number): void {
    scrollTo({ top: this.top() + row * this.shape.pitch - this.header(), behavior: "instant" });
  }

  /** What sticks to the top and would hide a row. */
  private header(): number {
    return (document.querySelector(".banner")?.clientHeight ?? 0) + 8;
  }

  // Drawing: which rows are there, and what is in them.

  private plan(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  private draw(): void {
    const { pitch, rows, columns } = this.shape;
    const leap = Math.abs(scrollY - this.lastTop) > LEAP;
    this.lastTop = scrollY;
    const from = Math.max(0, this.firstRow() - SPARE);
    const to = Math.min(rows - 1, Math.floor((scrollY - this.top() + innerHeight) / pitch) + SPARE);
    const pinned = Math.floor(this.active / columns);
    for (const row of [...this.shown.keys()]) {
      if ((row < from || row > to) && row !== pinned) this.release(row);
    }
    if (!leap) this.cells.want(from * columns, (to + 1) * columns - 1);
    for (let row = from; row <= to; row++) this.fill(row);
    this.fill(pinned);
    this.settle();
  }

  /** What waits until scrolling has stopped. */
  private settle(): void {
    clearTimeout(this.settled);
    this.settled = setTimeout(() => {
      const { columns, pitch, rows } = this.shape;
      const from = this.firstRow();
      const to = Math.min(rows - 1, Math.floor((scrollY - this.top() + innerHeight) / pitch));
      this.cells.want(from * columns, (to + 1) * columns - 1);
      if (!this.element.contains(document.activeElement)) this.moveTab(from * columns);
      this.uncovering.inSight((place) => place >= from * columns && place < (to + 1) * columns);
      this.remember(from * columns);
    }, 140);
  }

  private remember(place: number): void {
    const at = this.element.contains(document.activeElement) ? this.active : place;
    const url = new URL(location.href);
    if (place > 0) url.searchParams.set("page", String(Math.floor(place / 120) + 1));
    else url.searchParams.delete("page");
    url.hash = "";
    history.replaceState({ place: at }, "", url);
  }

  private release(row: number): void {
    const element = this.shown.get(row);
    if (!element) return;
    this.shown.delete(row);
    for (const cell of element.children) cell.replaceChildren();
    element.classList.add("gone");
    element.setAttribute("aria-hidden", "true");
    this.spare.push(element);
  }

  private fill(row: number): void {
    if (row < 0 || row >= this.shape.rows) return;
    const element = this.shown.get(row) ?? this.take(row);
    const { columns } = this.shape;
    for (let column = 0; column < columns; column++) {
      const place = row * columns + column;
      const cell = element.children[column] as HTMLElement;
      cell.hidden = place >= this.count;
      cell.dataset.at = String(place);
      if (cell.hidden) continue;
      const wanted = this.cells.at(place);
      if (wanted && cell.firstElementChild !== wanted) {
        wanted.tabIndex = place === this.active ? 0 : -1;
        cell.replaceChildren(wanted);
        this.uncovering.appeared(wanted);
        if (this.focusWhenHere && place === this.active) this.focus();
      } else if (!wanted && !cell.firstElementChild) {
        const waiting = document.createElement("span");
        waiting.className = "waiting";
        waiting.style.display = "block";
        cell.append(waiting);
      }
    }
  }

  /** A row element: one that is free, or a new one. */
  private take(row: number): HTMLElement {
    const { columns, pitch } = this.shape;
    const element = this.spare.pop() ?? document.createElement("div");
    element.className = "row";
    element.removeAttribute("aria-hidden");
    element.setAttribute("role", "row");
    element.setAttribute("aria-rowindex", String(row + 1));
    element.style.transform = `translateY(${row * pitch}px)`;
    while (element.children.length > columns) element.lastElementChild?.remove();
    while (element.children.length < columns) {
      const cell = document.createElement("div");
      cell.setAttribute("role", "gridcell");
      cell.setAttribute("aria-colindex", String(element.children.length + 1));
      element.append(cell);
    }
    for (const cell of element.children) cell.replaceChildren();
    this.shown.set(row, element);
    // Rows stand in the document in their order, so that reading and Tab follow what is seen.
    const after = [...this.shown.entries()].filter(([other]) => other > row).sort(([a], [b]) => a - b)[0];
    this.element.insertBefore(element, after?.[1] ?? null);
    return element;
  }

  // Moving by keys.

  private key(event: KeyboardEvent): void {
    if (!isPlain(event)) return;
    const { columns } = this.shape;
    const forward = document.documentElement.dir === "rtl" ? -1 : 1;
    const screen = Math.max(1, Math.floor(innerHeight / this.shape.pitch) - 1) * columns;
    const steps: Record<string, number> = {
      ArrowRight: forward,
      ArrowLeft: -forward,
      ArrowDown: columns,
      ArrowUp: -columns,
      PageDown: screen,
      PageUp: -screen,
      Home: -this.active,
      End: this.count - 1 - this.active,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.move(this.active + step);
    } else if (event.code === "KeyU") {
      const cell = this.cells.at(this.active);
      if (cell) void this.uncovering.toggle(cell);
    }
  }

  private move(place: number): void {
    const { columns, pitch } = this.shape;
    const target = Math.min(Math.max(place, 0), this.count - 1);
    this.moveTab(target);
    const row = Math.floor(target / columns);
    const [top, bottom] = [this.top() + row * pitch, this.top() + (row + 1) * pitch];
    if (top < scrollY + this.header()) scrollTo({ top: top - this.header(), behavior: "instant" });
    else if (bottom > scrollY + innerHeight) scrollTo({ top: bottom - innerHeight + 8, behavior: "instant" });
    this.lastTop = scrollY;
    this.focusWhenHere = true;
    this.draw();
    if (this.cells.at(target)?.isConnected) this.focus();
  }

  private focus(): void {
    this.focusWhenHere = false;
    this.cells.at(this.active)?.focus({ preventScroll: true });
  }

  private activate(place: number): void {
    if (place !== this.active) this.moveTab(place);
  }

  private moveTab(place: number): void {
    const before = this.cells.at(this.active);
    if (before) before.tabIndex = -1;
    this.active = place;
    const now = this.cells.at(place);
    if (now) now.tabIndex = 0;
  }
}
