import { startBrowser, startDesk, visit, enter, tabTo } from "./desk.js";
const desk = await startDesk(8799, 200);
const browser = await startBrowser();
for (const language of ["en", "ar"]) for (const width of [1280, 390]) {
  const it = await visit(browser, desk, { language, width });
  const { page } = it;
  await it.go("/missing/new");
  await page.fill("[name=name_arabic]", "فلان المخترع");
  await page.selectOption("[name=sex]", "male").catch(() => {});
  await page.check("[name=consent][value=search]");
  await page.fill("[name=how]", "on paper");
  await page.click("form.families button.main");
  await page.waitForLoadState();
  await page.screenshot({ path: `/work/shots/report-${language}-${width}.png`, fullPage: true });
  await page.fill("#search ~ form [name=purpose]", "her mother asks");
  await page.check("[name=faces]");
  await page.check("[name=kept]");
  await page.click("#search ~ form button");
  await page.waitForLoadState();
  await page.screenshot({ path: `/work/shots/found-${language}-${width}.png`, fullPage: true });
  await it.go("/searches");
  await page.screenshot({ path: `/work/shots/searches-${language}-${width}.png`, fullPage: true });
  await it.go("/missing/form?in=" + language);
  await page.screenshot({ path: `/work/shots/form-${language}-${width}.png`, fullPage: true });
  await it.go("/faces");
  await page.screenshot({ path: `/work/shots/faces-${language}-${width}.png`, fullPage: true });
}
await browser.close(); desk.stop();
