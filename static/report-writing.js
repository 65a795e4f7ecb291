// A section of the report: what is typed is kept as it is typed, figures are offered by name after two braces, and a
// look at how it is printed stands below. Without this script the form works as it stands.
"use strict";

const form = document.getElementById("section-form");
const text = form.elements.text;
const saying = form.querySelector("[data-saying]");
const problems = form.querySelector("[data-problems]");
const readers = document.querySelector("[data-readers]");
const look = document.querySelector("[data-look]");
const offered = document.getElementById("offered");
const AFTER_LAST_KEY = 1200;
const STILL_HERE = 20_000;
const BETWEEN_TRIES = 8000;
const MOST_OFFERED = 30;

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// Keeping what is typed

let version = form.dataset.version;
let kept = typed();
let timer = null;
let underWay = false;
let isRefused = false;

function typed() {
  return `${form.elements.title.value}\n${text.value}`;
}

function body(extra) {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const [name, value] of Object.entries(extra)) data.append(name, value);
  return data;
}

async function post(url, extra) {
  return fetch(url, {
    method: "POST",
    body: body(extra),
    headers: { Accept: "application/json" },
    redirect: "manual",
    credentials: "same-origin",
  });
}

function sayWho(names) {
  readers.textContent = names.length ? `${names.join(", ")} ${names.length > 1 ? "have" : "has"} this section open too.` : "";
}

async function keep() {
  if (underWay || isRefused || typed() === kept) return;
  underWay = true;
  const now = typed();
  try {
    const answer = await post(form.dataset.autosave, { title: form.elements.title.value, text: text.value, version });
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      say("You are signed out. Copy what you typed, sign in in another tab, and save it there.");
    } else if (answer.status === 409) {
      isRefused = true;
      say("Somebody else changed this section while you wrote. Yours is not kept any more: press Save to see theirs.");
      sayWho((await answer.json()).readers);
    } else if (answer.status === 422) {
      say("Not kept yet: a section has a title, and at most 60,000 letters.");
    } else if (answer.ok) {
      const told = await answer.json();
      version = form.elements.opened_with.value = told.version;
      kept = now;
      say(`Kept at ${told.saved}.`);
      problems.replaceChildren(...told.problems.map((words) => make("li", { textContent: words })));
      sayWho(told.readers);
      showLook(told.look);
    } else {
      again();
    }
  } catch {
    again();
  } finally {
    underWay = false;
  }
  if (typed() !== kept && !isRefused) later();
}

function say(words) {
  saying.textContent = words;
}

function again() {
  say("No connection: what you typed stands here, and is kept when it is back.");
  clearTimeout(timer);
  timer = setTimeout(keep, BETWEEN_TRIES);
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(keep, AFTER_LAST_KEY);
}

form.addEventListener("input", later);
setInterval(async () => {
  if (document.hidden) return;
  try {
    const answer = await post(form.dataset.autosave, {});
    if (answer.ok) sayWho((await answer.json()).readers);
  } catch {
    // it is said when there is something to keep
  }
}, STILL_HERE);
post(form.dataset.autosave, {}).catch(() => {});

let isSaving = false;
form.addEventListener("submit", () => {
  isSaving = true;
});
addEventListener("beforeunload", (event) => {
  if (!isSaving && typed() !== kept) event.preventDefault();
});

// How it is printed

function showLook(html) {
  look.innerHTML = html || '<p class="nothing">Nothing is written yet.</p>';
  look.parentElement.hidden = false;
}

// Figures offered by name, after two braces

let figures = null;
let chosen = 0;

async function allFigures() {
  if (!figures) {
    const answer = await fetch(form.dataset.figures, { headers: { Accept: "application/json" } });
    figures = answer.ok ? (await answer.json()).figures : [];
  }
  return figures;
}

function begun() {
  const before = text.value.slice(0, text.selectionStart);
  const open = before.lastIndexOf("{{");
  if (open < 0 || before.indexOf("}}", open) >= 0 || before.indexOf("\n", open) >= 0) return null;
  return { open, words: before.slice(open + 2).trim().toLowerCase().split(/\s+/).filter(Boolean) };
}

async function offer() {
  if (!begun()) return close();
  const all = await allFigures();
  const place = begun(); // what stands there by now
  if (!place) return close();
  const fits = (one) => place.words.every((word) => `${one.key} ${one.title}`.toLowerCase().includes(word));
  const found = all.filter(fits).slice(0, MOST_OFFERED);
  chosen = 0;
  offered.replaceChildren(
    ...found.map((one, number) =>
      make(
        "li",
        { role: "option", id: `offered-${number}`, onmousedown: (event) => take(event, one) },
        make("span", {}, one.title, make("small", { textContent: one.key })),
        make("b", { textContent: one.percent === null ? one.text : `${one.text} (${one.percent}%)` }),
      ),
    ),
  );
  offered.hidden = !found.length;
  offered.figures = found;
  mark();
}

function mark() {
  for (const [number, item] of [...offered.children].entries()) {
    item.setAttribute("aria-selected", String(number === chosen));
    if (number === chosen) item.scrollIntoView({ block: "nearest" });
  }
  if (offered.hidden) text.removeAttribute("aria-activedescendant");
  else text.setAttribute("aria-activedescendant", `offered-${chosen}`);
}

function close() {
  offered.hidden = true;
  text.removeAttribute("aria-activedescendant");
}

function take(event, one) {
  event.preventDefault();
  const { open } = begun();
  const after = text.value.slice(text.selectionStart).replace(/^[^\n{}]*?\}\}/, "");
  const written = `{{ ${one.key} }}`;
  text.setRangeText(written + after, open, text.value.length, "start");
  text.selectionStart = text.selectionEnd = open + written.length;
  text.focus();
  close();
  later();
}

text.setAttribute("aria-controls", "offered");
text.setAttribute("aria-autocomplete", "list");
text.addEventListener("input", offer);
text.addEventListener("blur", close);
text.addEventListener("keydown", (event) => {
  if (offered.hidden) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const step = event.key === "ArrowDown" ? 1 : -1;
    chosen = (chosen + step + offered.children.length) % offered.children.length;
    mark();
    event.preventDefault();
  } else if (event.key === "Enter" || event.key === "Tab") {
    take(event, offered.figures[chosen]);
  } else if (event.key === "Escape") {
    close();
    event.preventDefault();
  }
});
