// The banner while pictures are uncovered: counts down, and covers everything when the time is over.
import { coverAll } from "./uncover";

export function watchBanner(): void {
  const seconds = Number(document.body.dataset.uncovered ?? "0");
  const left = document.querySelector<HTMLElement>(".banner .left");
  if (!seconds || !left) return;
  const digits = new Intl.NumberFormat(digitsOf(left.textContent ?? ""));
  const end = performance.now() + seconds * 1000;
  const tick = (): void => {
    const remaining = Math.ceil((end - performance.now()) / 1000);
    if (remaining <= 0) {
      delete document.body.dataset.uncovered;
      document.querySelector(".banner")?.remove();
      coverAll();
      return;
    }
    const minutes = Math.ceil(remaining / 60);
    left.textContent = (left.dataset.minutes ?? "{n}").replace("{n}", digits.format(minutes));
    setTimeout(tick, 1000);
  };
  tick();
  // A page that comes back from the browser's memory may show what must be covered by now.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}

/** A locale with the digits that the server used. */
function digitsOf(text: string): string {
  return /[٠-٩]/.test(text) ? "ar-u-nu-arab" : "en";
}
