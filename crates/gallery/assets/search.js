// Searches the small index of this page on the reader's own machine. Nothing that is typed leaves it.
(function () {
  "use strict";
  var form = document.querySelector("[data-search]");
  var results = document.querySelector("[data-results]");
  var found = document.querySelector("[data-found]");
  if (!form || typeof AMANA_FACES !== "string") return;
  document.querySelector("[data-no-script]").hidden = true;
  form.hidden = false;
  var digits = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹";
  function plain(text) {
    return text
      .replace(/[٠-٩۰-۹]/g, function (digit) { return String(digits.indexOf(digit) % 10); })
      .toLowerCase().trim();
  }
  // An identifier as people write it: in capitals, with hyphens and spaces, O for 0, I and L for 1.
  function identifier(text) {
    var id = text.replace(/[-\s]/g, "").replace(/o/g, "0").replace(/[il]/g, "1");
    return /^[0-9a-z]{4,8}$/.test(id) ? id : "";
  }
  var faces = AMANA_FACES.trim().split("\n").filter(Boolean).map(function (line) { return line.split("|"); });
  // What is chosen in a list: empty for any, and where there is no such list.
  function chosen(name) {
    var select = form.querySelector("#" + name);
    return select ? select.value : "";
  }
  function matches(face, asked, id) {
    if (id && face[0].indexOf(id) === 0) return true;
    return asked.split(/\s+/).filter(Boolean).every(function (word) {
      return face[1].indexOf(word) === 0 || face[2] === word || face[6].split("-").indexOf(word) >= 0 || face[6] === word;
    });
  }
  function show() {
    var asked = plain(form.querySelector("input").value);
    results.textContent = "";
    found.textContent = "";
    var sex = chosen("sex"), age = chosen("age"), mark = chosen("mark");
    if (!asked && !sex && !age && !mark) return;
    var id = identifier(asked);
    var list = faces.filter(function (face) {
      return (!sex || face[3] === sex) && (!age || face[4] === age)
        && (!mark || face[5].split(" ").indexOf(mark) >= 0) && matches(face, asked, id);
    });
    found.textContent = found.dataset.words + ": " + list.length + (list.length > 100 ? ". " + found.dataset.more : "");
    list.slice(0, 100).forEach(function (face) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = "face-" + face[0] + ".html";
      var name = document.createElement("bdi");
      name.dir = "ltr";
      name.className = "id";
      name.textContent = (face[0].slice(0, 4) + "-" + face[0].slice(4)).toUpperCase();
      link.append(name, " ", [face[1], face[2]].filter(Boolean).join(" · "));
      item.append(link);
      results.append(item);
    });
  }
  form.addEventListener("input", show);
  form.addEventListener("submit", function (event) { event.preventDefault(); show(); });
  show();
})();
