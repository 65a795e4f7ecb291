// The list price stands beside the fee as schools, year and package are chosen. Without this the button works it out.

const form = document.querySelector("[data-list-prices]");
const shown = form.querySelector("[data-list-price]");
let latest = 0;

const line = (tag, words) => {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
};

const show = (price) => {
  const above = document.createElement("p");
  if (price.words) {
    above.append("List price ", line("strong", price.words));
  } else if (price.schools.length) {
    above.append("The price list of the year has no price for it.");
  } else {
    above.className = "nothing";
    above.append("Choose schools, a year and a package: the list price stands here.");
  }
  const rows = document.createElement("ul");
  for (const school of price.schools) {
    const row = line("li", `${school.name} `);
    const money = line("span", school.price);
    money.className = "money";
    row.append(line("small", school.phase || "no phase"), money);
    rows.append(row);
  }
  shown.replaceChildren(above, rows);
};

const PARTS = ["places", "year", "package"];

const ask = async () => {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (PARTS.includes(name)) asked.append(name, value);
  }
  const mine = ++latest;
  const answer = await fetch(`${form.dataset.listPrices}?${asked}`, { headers: { Accept: "application/json" } });
  if (answer.ok && mine === latest) show(await answer.json());
};

form.addEventListener("change", (event) => {
  if (PARTS.includes(event.target.name)) ask();
});
if (form.elements.package.value) ask(); // chosen before this was loaded, or come back to
