// The drawing of a body over the selects that tell a sign region by region. It only shows and sets those selects:
// they are what is sent, and what a keyboard or a screen reader uses.

/** Draws a body in each entry told by region, when its details are opened first. */
export function startBodies(form: HTMLFormElement): void {
  const drawing = document.querySelector<HTMLTemplateElement>("template#body")?.content.querySelector("svg");
  if (!drawing) return;
  for (const details of form.querySelectorAll<HTMLDetailsElement>("details.regions-told")) {
    const place = details.querySelector<HTMLElement>("[data-body]");
    if (!place) continue;
    const draw = (): void => {
      if (!details.open) return;
      details.removeEventListener("toggle", draw);
      new Body(details, place, drawing.cloneNode(true) as SVGSVGElement);
    };
    details.addEventListener("toggle", draw);
    draw();
  }
}

/** One region as the entry's selects tell it: an answer for the whole region, and on which side it holds. */
class Region {
  readonly label: string;

  constructor(
    readonly answer: HTMLSelectElement,
    readonly side: HTMLSelectElement | null,
    readonly row: Element | null,
  ) {
    const text = [...(answer.labels[0]?.childNodes ?? [])].filter((node) => node.nodeType === Node.TEXT_NODE);
    this.label = text.map((node) => node.textContent).join(" ").replace(/\s+/g, " ").trim();
  }

  /** What is told of a shape: the answer, "" if it is not told on this side. */
  told(side: string | undefined): string {
    return this.covers(side) ? this.answer.value : "";
  }

  /** Whether an answer is given without the side that it needs. */
  get unsided(): boolean {
    return Boolean(this.answer.value && this.side && !this.side.value);
  }

  name(side: string | undefined): string {
    const word = side && this.side ? this.word(this.side, side) : "";
    return word ? `${this.label} · ${word}` : this.label;
  }

  /** The name of a shape with what is told of it. */
  telling(side: string | undefined): string {
    const told = this.told(side);
    return told ? `${this.name(side)} · ${this.word(this.answer, told)}` : this.name(side);
  }

  word(select: HTMLSelectElement, value: string): string {
    return [...select.options].find((option) => option.value === value)?.text.trim() ?? "";
  }

  /**
   * Gives the next answer to the shape on this side. One answer serves both sides of a region, so while the other
   * side is told this one only joins or leaves it: a click never changes what was told of the other side.
   */
  turn(side: string | undefined): void {
    const other = this.other(side);
    if (side && this.unsided) return this.set(this.answer.value, side);
    if (!side || !other) return this.set(this.next(), side ?? "");
    this.set(this.answer.value, this.covers(side) ? other : "both");
  }

  private covers(side: string | undefined): boolean {
    return !side || !this.side || ["", "both", side].includes(this.side.value);
  }

  /** The other side, if it is told. */
  private other(side: string | undefined): string {
    const other = side === "left" ? "right" : "left";
    return side && this.side?.value && this.told(other) ? other : "";
  }

  private next(): string {
    const values = [...this.answer.options].map((option) => option.value);
    return values[(values.indexOf(this.answer.value) + 1) % values.length] ?? "";
  }

  private set(answer: string, side: string): void {
    const changed: HTMLSelectElement[] = [];
    for (const [select, value] of [[this.answer, answer], [this.side, answer && side]] as const) {
      if (!select || select.value === value) continue;
      select.value = value;
      changed.push(select);
    }
    // Both are set before either is heard, so that nobody keeps an answer with the side of another.
    for (const select of changed) for (const type of ["input", "change"]) select.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

/** The drawing in one entry. */
class Body {
  private regions = new Map<string, Region>();
  private shapes: SVGPathElement[];
  private caption = document.createElement("p");

  constructor(
    private details: HTMLElement,
    place: HTMLElement,
    svg: SVGSVGElement,
  ) {
    this.shapes = [...svg.querySelectorAll<SVGPathElement>("[data-region]")];
    this.caption.ariaHidden = "true";
    this.caption.dir = "auto";
    this.read();
    this.name(svg);
    this.paint();
    place.replaceChildren(svg, this.caption);
    svg.addEventListener("click", (event) => this.click(event));
    svg.addEventListener("pointerover", (event) => this.over(shapeOf(event)));
    svg.addEventListener("pointerleave", () => this.over(null));
    details.addEventListener("change", () => this.paint());
    for (const type of ["pointerover", "focusin"]) details.addEventListener(type, (event) => this.near(event.target as Element));
    details.addEventListener("pointerleave", () => this.near(null));
    details.addEventListener("focusout", () => this.mark(undefined));
  }

  private read(): void {
    for (const answer of this.details.querySelectorAll<HTMLSelectElement>('select[name^="r."]')) {
      const name = answer.name.slice(2);
      const side = this.details.querySelector<HTMLSelectElement>(`select[name="s.${CSS.escape(name)}"]`);
      this.regions.set(name.slice(name.indexOf(".") + 1), new Region(answer, side, answer.closest(".grid-regions > *")));
    }
  }

  private region(shape: SVGElement): Region | undefined {
    return this.regions.get(shape.dataset.region ?? "");
  }

  /** Names shapes and sides with the words of the selects; what the entry does not ask is faint. */
  private name(svg: SVGSVGElement): void {
    for (const shape of this.shapes) {
      const region = this.region(shape);
      shape.classList.toggle("not-asked", !region);
      if (!region) continue;
      const title = document.createElementNS(svg.namespaceURI, "title");
      title.textContent = region.name(shape.dataset.side);
      shape.replaceChildren(title);
    }
    const sided = [...this.regions.values()].find((region) => region.side);
    for (const word of svg.querySelectorAll<SVGTextElement>("[data-word]")) {
      word.textContent = sided?.side ? sided.word(sided.side, word.dataset.word ?? "") : "";
    }
  }

  private paint(): void {
    for (const shape of this.shapes) {
      const region = this.region(shape);
      shape.dataset.told = region?.told(shape.dataset.side) ?? "";
      shape.classList.toggle("unsided", region?.unsided ?? false);
    }
  }

  private click(event: Event): void {
    const shape = shapeOf(event);
    if (!shape) return;
    this.region(shape)?.turn(shape.dataset.side);
    this.over(shape);
  }

  /** Shows which region the pointer is on: its name, its other views, and the row of its selects. */
  private over(shape: SVGElement | null): void {
    const region = shape ? this.region(shape) : undefined;
    this.caption.textContent = (shape && region?.telling(shape.dataset.side)) ?? "";
    for (const each of this.regions.values()) each.row?.classList.toggle("near", each === region);
    this.mark(region, shape?.dataset.side);
  }

  /** Shows where on the body a row of selects is: the one pointed at, else the one in use. */
  private near(target: Element | null): void {
    if (target?.closest("svg")) return;
    const row = (each: Element | null | undefined): Region | undefined => each ? [...this.regions.values()].find((region) => region.row?.contains(each)) : undefined;
    this.mark(row(target) ?? row(document.activeElement));
  }

  private mark(region: Region | undefined, side?: string): void {
    for (const shape of this.shapes) {
      const here = region !== undefined && this.region(shape) === region;
      shape.classList.toggle("near", here && (!side || shape.dataset.side === side));
    }
  }
}

function shapeOf(event: Event): SVGElement | null {
  return (event.target as Element).closest<SVGElement>("[data-region]");
}
