// Before the first paint: the colours and the language that were chosen last, so that nothing flashes.
(function () {
  var root = document.documentElement;
  try {
    var scheme = localStorage.getItem("axin-scheme") || "auto";
    var dark = scheme === "dark" || (scheme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    root.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
    var language = localStorage.getItem("axin-language");
    if (language) root.lang = language;
  } catch {
    // storage may be forbidden: the defaults of the page stand
  }
})();
