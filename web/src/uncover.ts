// Uncovered pictures: asked for by POST, held as blobs in memory, given back when covered again.

export type Size = "grid" | "view" | "original";
export type Cause = "act" | "session";

/** A pause is due, or the day's views are used up: the desk's own words, and for how long nothing is uncovered. */
export class Rest extends Error {
  constructor(
    words: string,
    readonly seconds: number,
  ) {
    super(words);
  }
}

const secret = (): string => document.body.dataset.csrf ?? "";

/**
 * Asks for an uncovered picture. The server has recorded the view before it answers. Bystanders marked in it are blurred, unless
 * a reason is given for seeing them.
 */
export async function uncovered(digest: string, size: Size, cause: Cause, bystanders = ""): Promise<string> {
  const body = new URLSearchParams({ csrf: secret(), size, cause, bystanders });
  const answer = await fetch(`/photographs/${digest}/uncovered`, { method: "POST", body, redirect: "error" });
  if (answer.status === 429) {
    // What was uncovered before is not left standing through the pause.
    coverAll();
    throw new Rest(await reason(answer), Number(answer.headers.get("retry-after") ?? "60"));
  }
  if (!answer.ok || !answer.headers.get("content-type")?.startsWith("image/")) throw new Error(await reason(answer));
  return URL.createObjectURL(await answer.blob());
}

/** The desk's own words on an original that cannot be shown, or on a pause; nothing for any other failure. */
async function reason(answer: Response): Promise<string> {
  if (answer.status !== 422 && answer.status !== 429) return "";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.getElementById("error-text")?.textContent?.trim() ?? "";
}

/** Whether a session of uncovered viewing is running. */
export const isSession = (): boolean => document.body.dataset.uncovered !== undefined;

const whenCovered = new Set<() => void>();

/** Has something done when everything is covered again. */
export function onCover(act: () => void): void {
  whenCovered.add(act);
}

/** Covers everything on this page. */
export function coverAll(): void {
  for (const act of whenCovered) act();
}

/** Covers everything, and ends the session if one is running. */
export function coverAgain(): void {
  coverAll();
  document.querySelector<HTMLFormElement>('.banner form[action="/cover"]')?.requestSubmit();
}

/** Says something to those who listen rather than look. */
export function say(text: string): void {
  let said = document.getElementById("said");
  if (!said) {
    said = document.createElement("p");
    said.id = "said";
    said.className = "unseen";
    said.setAttribute("role", "status");
    document.getElementById("content")?.append(said);
  }
  said.textContent = text;
}
