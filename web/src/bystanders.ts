// Regions of a picture (living bystanders, numbers that no machine found): the rectangle of the form is drawn over the picture as it is
// typed, and may be drawn by hand.

/** The sections with a picture to draw over. */
const REGIONS = "[data-bystanders], [data-draw]";

const NAMES = ["left", "top", "width", "height"] as const;
type Share = (typeof NAMES)[number];

export function startBystanders(): void {
  for (const section of document.querySelectorAll<HTMLElement>(REGIONS)) startSection(section);
}

/** One picture with its form; `data-region` is what stands before the names of its fields. */
function startSection(section: HTMLElement): void {
  const form = section.querySelector<HTMLFormElement>("form[data-region]");
  const draft = section.querySelector<SVGRectElement>("[data-draft]");
  const figure = draft?.ownerSVGElement;
  if (!form || !figure || !draft) return;
  const before = form.dataset.region ?? "";
  const input = (name: Share): HTMLInputElement => form.elements.namedItem(`${before}${name}`) as HTMLInputElement;

  const show = (): void => {
    const [left, top, width, height] = NAMES.map((name) => Number(input(name).value) || 0);
    for (const [name, share] of [["x", left], ["y", top], ["width", width], ["height", height]] as const) {
      draft.setAttribute(name, `${share}%`);
    }
  };
  form.addEventListener("input", show);
  show();
  drawn(figure, (shares) => {
    const details = form.closest("details");
    if (details) details.open = true;
    for (const name of NAMES) input(name).value = shares[name].toFixed(1);
    show();
  });
}

/** Tells the rectangle that a pointer draws over a picture, in percent of it. */
function drawn(figure: SVGSVGElement, tell: (shares: Record<Share, number>) => void): void {
  let from: [number, number] | undefined;
  const at = (event: PointerEvent): [number, number] => {
    const box = figure.getBoundingClientRect();
    const share = (place: number, start: number, length: number): number =>
      Math.min(100, Math.max(0, ((place - start) / length) * 100));
    return [share(event.clientX, box.left, box.width), share(event.clientY, box.top, box.height)];
  };
  figure.addEventListener("pointerdown", (event) => {
    from = at(event);
    figure.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  figure.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [x, y] = at(event);
    const [left, top] = [Math.min(x, from[0]), Math.min(y, from[1])];
    const [width, height] = [Math.abs(x - from[0]), Math.abs(y - from[1])];
    if (width >= 0.5 && height >= 0.5) tell({ left, top, width, height });
  });
  for (const end of ["pointerup", "pointercancel"] as const) {
    figure.addEventListener(end, () => {
      from = undefined;
    });
  }
}

/** Shows the picture as it is seen above also where regions are drawn: a blob while uncovered, the cover otherwise. */
export function showInRegions(url: string): void {
  for (const section of document.querySelectorAll(REGIONS)) section.querySelector("svg image")?.setAttribute("href", url);
}
