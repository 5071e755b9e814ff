import { startBrowser, startDesk, visit, leads } from "./desk.js";
const desk = await startDesk(8799, 400); const browser = await startBrowser();
const it0 = await visit(browser, desk, { language: "en" });
await it0.go("/coding");
await it0.page.fill("[name=title]", `rapid`);
const option = await it0.page.locator("[name=scheme] option").evaluateAll((all) => all.map((one) => one.value).find((value) => value.endsWith("/association-tally")));
await it0.page.selectOption("[name=scheme]", option);
for (const coder of ["huda", "karim"]) await it0.page.check(`[name=coder][value=${coder}]`);
await leads(it0.page, () => it0.page.click("form.plan button"));
const study = new URL(it0.page.url()).pathname;
for (const language of ["en","ar"]) {
const it = await visit(browser, desk, { name: "huda", language, width: 1280 });
await it.go("/coding");
await leads(it.page, () => it.page.click(`form[action="${study}/next"] button`));
const entry = it.page.locator("[data-entry]").first();
const pane = it.page.locator("[data-pane]").first();
await entry.locator("input[type=radio]").first().check();
await entry.locator("select[name^='p.']").selectOption({ index: 1 });
await pane.locator("[data-uncover] button").click();
await it.page.waitForTimeout(500);
await entry.locator("[data-mark]").click();
console.log(await pane.locator("img, svg.outlines").evaluateAll((all) => all.map((x) => JSON.stringify([x.tagName, x.getBoundingClientRect(), x.naturalWidth, x.naturalHeight, x.getAttribute("viewBox"), getComputedStyle(x).inset]))));
await entry.locator("[data-place-of]").fill("10 20 40 40");
await it.page.screenshot({ path: `/work/shots/place-${language}.png` });
}
await browser.close(); desk.stop(); process.exit(0);
