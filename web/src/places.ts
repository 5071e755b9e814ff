// Where in a photograph a sign is seen: shown over the picture while its entry is answered, and drawn there by hand. The field holds
// left, top, width and height in percent; it is what is sent, and what a keyboard uses.
const SVG = "http://www.w3.org/2000/svg";

export function startPlaces(room: HTMLElement, form: HTMLFormElement): void {
  const panes = [...room.querySelectorAll<HTMLElement>("[data-pane]")];
  const overlays = new Map(panes.map((pane) => [pane.dataset.digest ?? "", new Overlay(pane)]));
  const only = panes.length === 1 ? panes[0]?.dataset.digest : undefined;

  /** The photograph that an entry is seen in. */
  const seenIn = (entry: HTMLElement): string => {
    const select = entry.querySelector<HTMLSelectElement>(`select[name="p.${entry.dataset.entry}"]`);
    return only ?? select?.value ?? "";
  };
  const show = (entry: HTMLElement): void => {
    for (const overlay of overlays.values()) overlay.clear();
    for (const other of entry.querySelectorAll<HTMLElement>("[data-place-in]")) {
      overlays.get(other.dataset.placeIn ?? "")?.add(other.dataset.place ?? "", "other");
    }
    const field = entry.querySelector<HTMLInputElement>("[data-place-of]");
    if (field) overlays.get(seenIn(entry))?.add(field.value, "own");
  };
  const entryOf = (target: EventTarget | null): HTMLElement | null =>
    (target as HTMLElement | null)?.closest<HTMLElement>("[data-entry]") ?? null;
  for (const happens of ["focusin", "input", "change"] as const) {
    form.addEventListener(happens, (event) => {
      const entry = entryOf(event.target);
      if (entry) show(entry);
    });
  }
  for (const button of form.querySelectorAll<HTMLButtonElement>("[data-mark]")) {
    const entry = entryOf(button);
    const field = entry?.querySelector<HTMLInputElement>("[data-place-of]");
    if (!entry || !field) continue;
    button.hidden = false;
    const told = document.createElement("span");
    told.className = "aside";
    told.setAttribute("role", "status");
    button.after(told);
    button.addEventListener("click", () => {
      const overlay = overlays.get(seenIn(entry));
      told.textContent = (overlay?.isBare ? room.dataset.draw : room.dataset.bareFirst) ?? "";
      if (!overlay?.isBare) return;
      overlay.draw((place) => {
        told.textContent = "";
        field.value = place;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.focus();
      });
    });
  }
}

/** What lies over one photograph. Its coordinates are those of the picture, whatever the size of the pane. */
class Overlay {
  private svg = document.createElementNS(SVG, "svg");
  private image: HTMLImageElement;

  constructor(private pane: HTMLElement) {
    this.image = pane.querySelector("img") as HTMLImageElement;
    this.svg.setAttribute("class", "outlines");
    this.svg.setAttribute("aria-hidden", "true");
    this.image.after(this.svg);
  }

  get isBare(): boolean {
    return this.pane.classList.contains("bare");
  }

  clear(): void {
    this.svg.replaceChildren();
  }

  /** Outlines a place; nothing if it is none. */
  add(place: string, whose: "own" | "other"): void {
    const shares = place.trim().split(/\s+/).map(Number);
    if (shares.length !== 4 || shares.some((share) => !Number.isFinite(share))) return;
    this.measure();
    const rectangle = document.createElementNS(SVG, "rect");
    for (const [n, name] of ["x", "y", "width", "height"].entries()) rectangle.setAttribute(name, `${shares[n]}%`);
    rectangle.setAttribute("class", whose);
    this.svg.append(rectangle);
  }

  /** Lets a pointer draw one rectangle, and tells it. */
  draw(tell: (place: string) => void): void {
    this.measure();
    this.svg.classList.add("drawing");
    let from: DOMPoint | undefined;
    const at = (event: PointerEvent): DOMPoint => {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM()?.inverse());
      const { width, height } = this.svg.viewBox.baseVal;
      const within = (share: number): number => Math.min(100, Math.max(0, share * 100));
      return new DOMPoint(within(point.x / width), within(point.y / height));
    };
    const place = (to: DOMPoint): string =>
      from
        ? [Math.min(from.x, to.x), Math.min(from.y, to.y), Math.abs(to.x - from.x), Math.abs(to.y - from.y)]
            .map((share) => share.toFixed(1))
            .join(" ")
        : "";
    this.svg.onpointerdown = (event) => {
      from = at(event);
      this.svg.setPointerCapture(event.pointerId);
      event.preventDefault();
    };
    this.svg.onpointermove = (event) => {
      if (!from) return;
      this.clear();
      this.add(place(at(event)), "own");
    };
    this.svg.onpointerup = (event) => {
      const drawn = place(at(event));
      this.svg.onpointerdown = this.svg.onpointermove = this.svg.onpointerup = null;
      this.svg.classList.remove("drawing");
      if (drawn) tell(drawn);
    };
  }

  /** Lays the coordinates over the picture as it is shown: whole, in the middle of its pane. */
  private measure(): void {
    this.svg.setAttribute("viewBox", `0 0 ${this.image.naturalWidth || 1} ${this.image.naturalHeight || 1}`);
  }
}
