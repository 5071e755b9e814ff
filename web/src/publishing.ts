// A face being prepared for publication: the photograph uncovered where its regions are drawn, instead of on a page of its own.
import { isSession, onCover, say, uncovered } from "./uncover";

export function startPublishing(): void {
  const section = document.querySelector<HTMLElement>("[data-publishing]");
  const form = section?.querySelector<HTMLFormElement>("form[data-uncover-here]");
  const image = section?.querySelector<SVGImageElement>("svg image");
  if (!section || !form || !image) return;
  const digest = section.dataset.publishing ?? "";
  const cover = image.getAttribute("href") ?? "";
  let url = "";
  const show = async (cause: "act" | "session"): Promise<void> => {
    try {
      url = await uncovered(digest, "view", cause);
      image.setAttribute("href", url);
    } catch (error) {
      say(error instanceof Error ? error.message : "");
    }
  };
  onCover(() => {
    image.setAttribute("href", cover);
    if (url) URL.revokeObjectURL(url);
    url = "";
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void show("act");
  });
  if (isSession()) void show("session");
}
