// The keys that work on every page. Those of the grid and of a photograph are with them.
import { coverAgain } from "./uncover";

/** Whether a key press is plain and not meant for a field. */
export function isPlain(event: KeyboardEvent): boolean {
  const field = (event.target as Element | null)?.closest?.("input, select, textarea, [contenteditable]");
  return !event.ctrlKey && !event.metaKey && !event.altKey && !field && !event.defaultPrevented;
}

export function listenForKeys(): void {
  addEventListener("keydown", (event) => {
    if (!isPlain(event)) return;
    if (event.key === "/") {
      const search = document.getElementById("search");
      if (!search) return;
      event.preventDefault();
      search.focus();
    } else if (event.key === "?") {
      location.assign("/help");
    } else if (event.code === "KeyC") {
      coverAgain();
    }
  });
}
