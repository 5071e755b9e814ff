// Does the work of a form's ticket, so that whoever has scripts need not wait (docs/formats/letters.md). Without scripts, or where the
// browser offers no SHA-256 (a page that is neither an onion's nor encrypted), the same form is taken once it is half a minute old.
"use strict";
(() => {
  const form = document.querySelector("form[data-bits]");
  // A gallery that knows no portal's addresses names the face behind a hash. It is filled in as the gallery shows it: 7K2Q-9F3M.
  const face = form?.elements.face;
  if (face && !face.value && /^#[0-9a-z-]{1,64}$/i.test(location.hash)) {
    const typed = location.hash.slice(1).toUpperCase();
    face.value = /^[0-9A-Z]{8}$/.test(typed) ? `${typed.slice(0, 4)}-${typed.slice(4)}` : typed;
  }
  const ticket = form?.elements.ticket;
  const bits = Number(form?.dataset.bits);
  if (!ticket || !bits || !globalThis.crypto?.subtle) return;
  const text = new TextEncoder();

  const zeros = (hash) => {
    const view = new DataView(hash);
    const high = view.getUint32(0);
    return high ? Math.clz32(high) : 32 + Math.clz32(view.getUint32(4));
  };

  const work = async () => {
    for (let from = 0; ; from += 128) {
      const tries = Array.from({ length: 128 }, (_, n) =>
        crypto.subtle.digest("SHA-256", text.encode(`${ticket.value}:${from + n}`)),
      );
      const found = (await Promise.all(tries)).findIndex((hash) => zeros(hash) >= bits);
      if (found >= 0) return String(from + found);
    }
  };

  const done = work().then((proof) => {
    form.elements.proof.value = proof;
  });

  let sending = false;
  form.addEventListener("submit", (event) => {
    if (sending) {
      event.preventDefault();
      return;
    }
    const output = form.querySelector("output");
    output.textContent = output.dataset.working;
    if (form.elements.proof.value) {
      sending = true;
      return;
    }
    event.preventDefault();
    sending = true;
    done.then(() => form.submit());
  });
  // Whoever comes back to the page may send again.
  addEventListener("pageshow", () => {
    sending = false;
    form.querySelector("output").textContent = "";
  });
})();
