import { startBrowser, startDesk, visit } from "./desk.js";
const desk = await startDesk(8791, 400, "study"); const browser = await startBrowser();
const it = await visit(browser, desk, {}); await it.go("/coding/s00000000");
const all = await it.page.locator(".persons li").evaluateAll((rows) => rows.map((row) => row.innerText));
console.log(all.filter((row) => /agree|decided/i.test(row)).map((row) => row.match(/ic\d+/)[0]).slice(0,2).join(","));
await browser.close(); desk.stop();
