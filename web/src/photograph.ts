// One photograph: uncovering, full size with deep zoom, checking its proof, and going on to the next.
import { showInRegions } from "./bystanders";
import { isPlain } from "./keys";
import { coverAgain, isSession, onCover, say, uncovered } from "./uncover";
import type { Cause } from "./uncover";
import type { Zoom } from "./zoom";

export function startPhotograph(): void {
  const stage = document.getElementById("picture");
  if (!stage) return;
  goOnByKeys();
  checkInPlace();
  if (stage.querySelector("[data-uncover]")) new Stage(stage);
}

class Stage {
  private view: HTMLElement;
  private image: HTMLImageElement;
  private form: HTMLFormElement;
  private cover: HTMLButtonElement;
  private zoomButton: HTMLButtonElement;
  private scale: HTMLElement;
  private digest: string;
  private urls: string[] = [];
  private zoom: Zoom | undefined;
  private busy = false;

  constructor(private stage: HTMLElement) {
    this.digest = stage.dataset.digest ?? "";
    this.view = this.find("#view");
    this.image = this.find("#view img");
    this.form = this.find("[data-uncover]");
    this.cover = this.find("[data-cover]");
    this.zoomButton = this.find("[data-zoom]");
    this.scale = this.find("[data-scale]");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.uncover("act");
    });
    this.cover.addEventListener("click", () => coverAgain());
    this.zoomButton.addEventListener("click", () => void this.enlarge());
    this.scale.addEventListener("click", (event) => {
      this.zoom?.by((event.target as HTMLElement).dataset.by ?? "");
    });
    this.withBystanders();
    onCover(() => this.hide());
    addEventListener("keydown", (event) => this.key(event));
    if (isSession()) void this.uncover("session");
  }

  private find<T extends Element>(selector: string): T {
    const found = this.stage.querySelector<T>(selector);
    if (!found) throw new Error(`the page has no ${selector}`);
    return found;
  }

  private key(event: KeyboardEvent): void {
    if (!isPlain(event)) return;
    if (event.code === "KeyU") void (this.isBare() ? this.hide() : this.uncover("act"));
    else if (event.code === "KeyZ") void this.enlarge();
    else if (event.key === "+" || event.key === "=") this.zoom?.by("in");
    else if (event.key === "-") this.zoom?.by("out");
    else if (event.key === "0") this.zoom?.by("home");
  }

  private isBare(): boolean {
    return this.view.classList.contains("bare");
  }

  /** For a reason told, the picture is shown with its bystanders; full size has them blurred still. */
  private withBystanders(): void {
    const form = document.querySelector<HTMLFormElement>("form[data-with-bystanders]");
    form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.hide();
      void this.uncover("act", String(new FormData(form).get("bystanders") ?? ""));
      this.stage.scrollIntoView();
    });
  }

  private async uncover(cause: Cause, bystanders = ""): Promise<void> {
    if (this.busy || this.isBare()) return;
    this.busy = true;
    this.find<HTMLElement>("#trouble").hidden = true;
    try {
      const url = await uncovered(this.digest, "view", cause, bystanders);
      this.urls.push(url);
      this.image.src = url;
      showInRegions(url);
      this.view.classList.add("bare");
      this.buttons(true);
      say(this.stage.dataset.shown ?? "");
    } catch (error) {
      this.tell(error);
    } finally {
      this.busy = false;
    }
  }

  /** Says why there is no picture, where it is seen and heard. */
  private tell(error: unknown): void {
    const trouble = this.find<HTMLElement>("#trouble");
    trouble.textContent = (error instanceof Error && error.message) || (this.stage.dataset.failed ?? "");
    trouble.hidden = false;
  }

  /** The whole picture, loaded only on request and recorded as such. */
  private async enlarge(): Promise<void> {
    if (this.busy || this.zoom || !this.isBare()) return;
    this.busy = true;
    this.find<HTMLElement>("#trouble").hidden = true;
    try {
      const [{ Zoom }, url] = await Promise.all([
        import("./zoom"),
        uncovered(this.digest, "original", isSession() ? "session" : "act"),
      ]);
      this.urls.push(url);
      this.zoom = new Zoom(this.view, url);
      this.zoomButton.hidden = true;
      this.scale.hidden = false;
      say(this.stage.dataset.shown ?? "");
    } catch (error) {
      this.tell(error);
    } finally {
      this.busy = false;
    }
  }

  private hide(): void {
    if (!this.isBare()) return;
    this.zoom?.close();
    this.zoom = undefined;
    this.view.classList.remove("bare");
    this.image.src = `/photographs/${this.digest}/cover`;
    showInRegions(this.image.src);
    for (const url of this.urls.splice(0)) URL.revokeObjectURL(url);
    this.buttons(false);
    say(this.stage.dataset.covered ?? "");
  }

  private buttons(bare: boolean): void {
    const hadFocus = this.stage.querySelector(".controls")?.contains(document.activeElement);
    this.form.hidden = bare;
    this.cover.hidden = !bare;
    this.zoomButton.hidden = !bare;
    this.scale.hidden = true;
    if (hadFocus) (bare ? this.cover : this.form.querySelector("button"))?.focus();
  }
}

function goOnByKeys(): void {
  const follow = (selector: string): void => document.querySelector<HTMLAnchorElement>(selector)?.click();
  addEventListener("keydown", (event) => {
    if (!isPlain(event)) return;
    if (event.code === "KeyJ") follow(".trail a[rel=next]");
    else if (event.code === "KeyK") follow(".trail a[rel=prev]");
    else if (event.key === "Escape") follow(".trail a[data-back]");
  });
}

/** Checks the proof without leaving the page: the same answer, of which only the result is taken. */
function checkInPlace(): void {
  const form = document.querySelector<HTMLFormElement>("[data-check]");
  const result = document.getElementById("proof-result");
  if (!form || !result) return;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    if (button) button.disabled = true;
    result.textContent = form.dataset.busy ?? "";
    try {
      const body = new URLSearchParams({ csrf: document.body.dataset.csrf ?? "" });
      const answer = await fetch(form.action, { method: "POST", body, redirect: "error" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const proof = page.querySelector("#proof-result .proof");
      if (!answer.ok || !proof) throw new Error(`${answer.status}`);
      result.replaceChildren(document.adoptNode(proof));
    } catch {
      result.textContent = "";
      form.submit();
    } finally {
      if (button) button.disabled = false;
    }
  });
}
