// Keying by keyboard alone: Enter leads on, X and N say that there is no number, the keypad writes where the cursor is.

/** A Western letter that stands for ج on a keyboard without it. */
const JIM = "KeyJ";

export function startKeying(): void {
  const room = document.querySelector<HTMLElement>("[data-keying]");
  const form = room?.querySelector("form");
  if (!room || !form) return;
  const fields = [...form.querySelectorAll<HTMLInputElement>(".numbers input[dir]")];
  const [first] = fields;
  if (!first) return;
  let last = first;
  for (const hidden of room.querySelectorAll<HTMLElement>(".keypad, .turns")) hidden.hidden = false;
  // Before the browser comes to it by itself: a key pressed at once is not lost.
  first.focus();
  // A server that found a fault shows what was typed: begin with the first field that has something.
  if (document.getElementById("wrong")) (fields.find((field) => field.value) ?? first).select();

  const press = (value: string) => form.querySelector<HTMLButtonElement>(`button[value="${value}"]`)?.click();
  const write = (sign: string) => {
    const [from, to] = [last.selectionStart ?? last.value.length, last.selectionEnd ?? last.value.length];
    const start = sign === "" && from === to ? Math.max(0, from - 1) : from;
    if (sign === "" || last.value.length - (to - from) < last.maxLength) last.setRangeText(sign, start, to, "end");
    last.focus();
  };
  const turnable = room.querySelector<HTMLImageElement>(".crop img");
  let turn = 0;
  const turnBy = (degrees: number) => {
    if (!turnable) return;
    turn = (turn + degrees + 360) % 360;
    turnable.dataset.turned = String(turn);
  };

  form.addEventListener("focusin", (event) => {
    const field = fields.find((field) => field === event.target);
    if (field) last = field;
  });
  room.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("[data-sign], [data-turn]");
    if (button?.dataset.sign !== undefined) write(button.dataset.sign);
    if (button?.dataset.turn) turnBy(Number(button.dataset.turn));
  });
  let sent = false;
  form.addEventListener("submit", (event) => {
    // A second press while the first is under way would record nothing and frighten somebody.
    if (sent) event.preventDefault();
    sent = true;
  });
  room.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = fields.indexOf(event.target as HTMLInputElement);
    if (event.key === "Enter" && field >= 0) {
      event.preventDefault();
      const following = fields[field + 1];
      if (following) following.focus();
      else press("numbers");
    } else if (event.code === "KeyX") {
      event.preventDefault();
      press("cannot-be-read");
    } else if (event.code === "KeyN") {
      event.preventDefault();
      press("not-a-number");
    } else if (event.key === "]" || event.key === "[") {
      event.preventDefault();
      turnBy(event.key === "]" ? 90 : -90);
    } else if (event.code === JIM && field >= 0 && event.key !== "ج") {
      event.preventDefault();
      write("ج");
    }
  });
}
