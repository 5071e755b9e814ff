// The running intakes on the first page: the server's own words, asked for again every two seconds while looked at.

const EVERY = 2000;

export function watchIntakes(): void {
  const place = document.getElementById("running");
  if (!place || document.body.dataset.here !== "first") return;
  const ask = async (): Promise<void> => {
    if (document.visibilityState === "visible" && !place.contains(document.activeElement)) {
      try {
        const answer = await fetch("/running", { redirect: "error" });
        if (answer.status === 401) return;
        if (answer.ok) place.innerHTML = await answer.text();
      } catch {
        // The desk was stopped or is busy: the figures stay as they were, and the next turn asks again.
      }
    }
    setTimeout(ask, EVERY);
  };
  setTimeout(ask, EVERY);
}
