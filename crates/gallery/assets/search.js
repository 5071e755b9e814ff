// Searches the small index of this page on the reader's own machine. Nothing that is typed leaves it; a picture is asked for once it is uncovered.
(function () {
  "use strict";
  var form = document.querySelector("[data-search]");
  var results = document.querySelector("[data-results]");
  var found = document.querySelector("[data-found]");
  var none = document.querySelector("[data-none]");
  var card = document.querySelector("[data-card]");
  if (!form || !card || typeof AMANA_FACES !== "string") return;
  document.querySelector("[data-no-script]").hidden = true;
  form.hidden = false;
  var digits = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹";
  function plain(text) {
    return text
      .replace(/[٠-٩۰-۹]/g, function (digit) { return String(digits.indexOf(digit) % 10); })
      .replace(/[\u064b-\u0652\u0640\u200e\u200f\u2066-\u2069]/g, "").replace(/[أإآ]/g, "ا").replace(/ة/g, "ه").replace(/ى/g, "ي")
      .toLowerCase().trim();
  }
  // Months as they are written: in English, in the Arabic of Syria, in the Arabic of elsewhere.
  var months = [
    "january february march april may june july august september october november december",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
  ].map(function (names) { return plain(names).split(" "); });
  function month(word) {
    for (var at = 0; at < 12; at += 1) {
      var english = months[0][at];
      if (word === english || (word.length >= 3 && english.indexOf(word) === 0) || word === months[1][at] || word === months[2][at]) {
        return (at < 9 ? "0" : "") + (at + 1);
      }
    }
    return "";
  }
  // 7/2011, 2011/7 and 2011-7 are months; other strokes stand between the numbers of a card.
  function spelled(text) {
    return text
      .replace(/(كانون|تشرين) (الاول|الثاني)/g, "$1_$2")
      .replace(/(^|\s)(\d{1,2})[\/.-](\d{4})(?=\s|$)/g, function (all, before, named, year) { return before + year + "-" + (named.length < 2 ? "0" : "") + named; })
      .replace(/(^|\s)(\d{4})[\/.-](\d)(?=\s|$)/g, "$1$2-0$3")
      .replace(/(^|\s)(\d{4})[\/.](\d{2})(?=\s|$)/g, "$1$2-$3")
      .replace(/\s*\/\s*/g, "-");
  }
  // An identifier as people write it: in capitals, with hyphens and spaces, O for 0, I and L for 1.
  function identifier(text) {
    var id = text.replace(/[-\s]/g, "").replace(/o/g, "0").replace(/[il]/g, "1");
    return /^[0-9a-z]{4,8}$/.test(id) ? id : "";
  }
  var faces = AMANA_FACES.trim().split("\n").filter(Boolean).map(function (line) { return line.split("|"); });
  var names = {};
  if (typeof AMANA_BRANCHES === "string") AMANA_BRANCHES.trim().split("\n").filter(Boolean).forEach(function (line) {
    var parts = line.split("|");
    names[parts[0]] = plain(parts[1] || "").split(" ").filter(Boolean);
  });
  function named(branch, word) {
    return word.length >= 2 && (names[branch] || []).some(function (name) { return name.indexOf(word) === 0 || name.indexOf("ال" + word) === 0; });
  }
  function numbered(card, word) {
    var turned = card.split("-").reverse().join("-");
    return card.split("-").indexOf(word) >= 0 || (word.indexOf("-") > 0 && [card, turned].some(function (one) { return (one + "-").indexOf(word + "-") === 0; }));
  }
  // What is chosen in a list: empty for any, and where there is no such list.
  function chosen(name) {
    var select = form.querySelector("#" + name);
    return select ? select.value : "";
  }
  function matches(face, asked, id) {
    if (id && face[0].indexOf(id) === 0) return true;
    return asked.split(/\s+/).filter(Boolean).every(function (word) {
      var of = month(word);
      return face[1].indexOf(word) === 0 || face[2] === word || numbered(face[6], word) || (of && face[1].slice(5) === of) || named(face[2], word);
    });
  }
  // A month in the words of the page, as `2013-05` stands in the index; a year as it is.
  var monthNames = form.dataset.months.split("|");
  function written(text) {
    var name = monthNames[Number(text.slice(5)) - 1];
    return text.length > 4 && name ? name + " " + text.slice(0, 4) : text;
  }
  // The card of a face, as on the pages to browse: covered, with a link to the page of the face.
  function carded(face) {
    var item = card.content.cloneNode(true);
    var shown = (face[0].slice(0, 4) + "-" + face[0].slice(4)).toUpperCase();
    var picture = item.querySelector("img");
    picture.alt += " " + shown;
    item.querySelector("details").addEventListener("toggle", function () {
      picture.src = "../pictures/" + face[0] + ".jpg";
    }, { once: true });
    item.querySelector("a").href = "face-" + face[0] + ".html";
    item.querySelector(".id").textContent = shown;
    item.querySelector(".brief bdi").textContent = [face[1] && written(face[1]), face[2]].filter(Boolean).join(" · ");
    return item;
  }
  function show() {
    var asked = spelled(plain(form.querySelector("input").value));
    results.textContent = "";
    found.textContent = "";
    none.hidden = true;
    var sex = chosen("sex"), age = chosen("age"), mark = chosen("mark");
    if (!asked && !sex && !age && !mark) return;
    var id = identifier(asked);
    var list = faces.filter(function (face) {
      return (!sex || face[3] === sex) && (!age || face[4] === age)
        && (!mark || face[5].split(" ").indexOf(mark) >= 0) && matches(face, asked, id);
    });
    none.hidden = list.length > 0;
    if (list.length) found.textContent = found.dataset.words + ": " + list.length + (list.length > 100 ? ". " + found.dataset.more : "");
    list.slice(0, 100).forEach(function (face) { results.append(carded(face)); });
  }
  form.addEventListener("input", show);
  form.addEventListener("submit", function (event) { event.preventDefault(); show(); });
  show();
})();
