// The cells of the grid, asked for page by page as the server renders them, the latest ones kept.

/** Cells in a page: what the server sends at once. */
const PAGE = 120;
/** Pages kept in memory. */
const KEPT = 24;

export class Cells {
  private pages = new Map<number, HTMLElement[] | Promise<void>>();

  constructor(
    readonly count: number,
    private query: string,
    private arrived: () => void,
  ) {}

  /** Takes the cells that came with the page itself. */
  adopt(offset: number, cells: HTMLElement[]): void {
    if (offset % PAGE === 0) this.pages.set(offset / PAGE, cells);
  }

  /** The cell at a place, or nothing yet. */
  at(place: number): HTMLElement | undefined {
    const number = Math.floor(place / PAGE);
    const page = this.pages.get(number);
    if (!Array.isArray(page)) return undefined;
    this.pages.delete(number);
    this.pages.set(number, page);
    return page[place % PAGE];
  }

  /** Asks for the pages between two places that are not here. */
  want(from: number, to: number): void {
    const last = Math.min(to, this.count - 1);
    for (let page = Math.floor(Math.max(from, 0) / PAGE); page * PAGE <= last; page++) {
      if (!this.pages.has(page)) this.pages.set(page, this.fetch(page));
    }
  }

  private async fetch(page: number): Promise<void> {
    try {
      const joint = this.query ? `${this.query}&` : "?";
      const answer = await fetch(`/photographs/cells${joint}offset=${page * PAGE}`, { redirect: "error" });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const inert = new DOMParser().parseFromString(await answer.text(), "text/html");
      this.pages.set(page, [...inert.querySelectorAll<HTMLElement>("a.cell")]);
      this.forget();
      this.arrived();
    } catch {
      // Asked for again when it is next looked at; in between the place stays empty rather than wrong.
      setTimeout(() => this.pages.delete(page), 1000);
      setTimeout(this.arrived, 1100);
    }
  }

  private forget(): void {
    for (const [page, cells] of this.pages) {
      if (this.pages.size <= KEPT) return;
      if (Array.isArray(cells) && !cells.some((cell) => cell.isConnected)) this.pages.delete(page);
    }
  }
}
