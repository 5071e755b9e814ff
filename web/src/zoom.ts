// Deep zoom over one picture in memory. Loaded only when it is asked for.
import OpenSeadragon from "openseadragon";

const OWN_STYLE = "data-openseadragon-mobile-css";

/** The library puts a style into the page, which the page's policy refuses, unless it finds one; this one is no HTML. */
function keepOwnStyleOut(): void {
  if (document.querySelector(`style[${OWN_STYLE}]`)) return;
  const stand = document.createElementNS("urn:amana", "style");
  stand.setAttribute(OWN_STYLE, "");
  document.head.append(stand);
}

export class Zoom {
  private viewer: OpenSeadragon.Viewer;
  private place = document.createElement("div");

  constructor(view: HTMLElement, url: string) {
    this.place.className = "deep";
    view.append(this.place);
    keepOwnStyleOut();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.viewer = OpenSeadragon({
      element: this.place,
      tileSources: { type: "image", url, buildPyramid: false } as never,
      showNavigationControl: false,
      drawer: "canvas",
      animationTime: calm ? 0 : 0.6,
      maxZoomPixelRatio: 4,
      visibilityRatio: 0.6,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    });
  }

  /** Larger, smaller, or the whole again. */
  by(what: string): void {
    const { viewport } = this.viewer;
    if (what === "in") viewport.zoomBy(1.5);
    else if (what === "out") viewport.zoomBy(1 / 1.5);
    else if (what === "home") viewport.goHome();
    viewport.applyConstraints();
  }

  close(): void {
    this.viewer.destroy();
    this.place.remove();
  }
}
