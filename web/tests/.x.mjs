import { startBrowser, startDesk, visit, leads } from "./desk.js";
import { readFileSync } from "node:fs";
const desk = await startDesk(8790, 400, "study");
const browser = await startBrowser();
for (const language of ["en", "ar"]) {
  const it = await visit(browser, desk, { name: "huda", language, width: 1280 });
  const { page } = it;
  const shot = async (name) => { for (const w of [1280, 390]) { await page.setViewportSize({ width: w, height: 900 }); await page.screenshot({ path: `/work/shots/${name}-${language}-${w}.png`, fullPage: true }); } await page.setViewportSize({ width: 1280, height: 900 }); };
  if (language === "en") { await it.go("/findings"); await page.fill("[name=key]", readFileSync(new URL("expert.pub", import.meta.url), "utf8").trim()); await leads(page, () => page.click("form[action='/findings/key'] button")); }
  await it.go("/findings"); await shot("findings");
  await it.go("/findings/new?study=s00000000");
  const people = process.env.PEOPLE.split(",");
  await page.fill("[name=people]", people.join("\n"));
  await page.fill("[name=statement]", language === "ar" ? "الأضلاع وعظام الحوض بارزة على نحو يدل على هزال شديد.\n\nلا تُرى علامات نزف." : "Ribs and hip bones stand out in a way that points to severe emaciation.\n\nNo signs of bleeding are to be seen.");
  await page.selectOption("[name=level-0]", "highly-consistent"); await page.fill("[name=alleged-0]", language === "ar" ? "التجويع" : "starvation");
  await page.fill("[name=limits]", language === "ar" ? "من الصور وحدها؛ لم يكن القياس ممكنًا." : "From photographs alone; no measurement was possible.");
  await page.fill("[name=expert]", language === "ar" ? "طبيبة شرعية" : "A forensic pathologist"); await page.fill("[name=qualifications]", language === "ar" ? "عشرون عامًا من الممارسة" : "Twenty years of practice");
  await shot("form");
  await leads(page, () => page.click("form.plan button.main"));
  await shot("draft");
  await page.setInputFiles("[name=key]", new URL("expert.key", import.meta.url).pathname);
  await page.fill("[name=passphrase]", "a passphrase for tests only");
  await leads(page, () => page.click("form:has([name=passphrase]) button"));
  await shot("finding");
  await it.context.close();
  const s = await visit(browser, desk, { language, width: 1280 });
  await s.go("/rechecks"); await s.page.selectOption("[name=of]", "groups"); await s.page.fill("[name=size]", "2"); await leads(s.page, () => s.page.click("form.plan button"));
  await s.page.screenshot({ path: `/work/shots/rechecks-${language}.png`, fullPage: true });
  await leads(s.page, () => s.page.click("form[action$='/next'] button")); await s.page.screenshot({ path: `/work/shots/group-${language}.png`, fullPage: true });
  await s.go("/coding/s00000000/results"); await s.page.screenshot({ path: `/work/shots/results-${language}.png`, fullPage: true });
  await s.context.close();
}
await browser.close(); desk.stop();
