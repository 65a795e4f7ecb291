// The form of a visit keeps what is typed: on this device at once, and as a draft at the portal shortly after. Places
// are found while typing, files are sent as they are chosen. Without this script the form works as it stands.
"use strict";

const form = document.getElementById("visit-form");
const { user, visit } = form.dataset;
const line = form.querySelector("[data-draft-line]");
const KEPT = "visit-draft:";
const ONE_DAY = 24 * 60 * 60 * 1000;
const AFTER_LAST_KEY = 1500;
const BETWEEN_TRIES = 8000;
const MOST_ON_LEAVING = 60_000; // bytes that a browser still sends for a page that is gone

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// What is typed

const isText = ([name, value]) => typeof value === "string" && !["csrfmiddlewaretoken", "key", "user"].includes(name);

function typed() {
  const fields = {};
  for (const [name, value] of [...new FormData(form)].filter(isText)) {
    (fields[name] ??= []).push(value);
  }
  return fields;
}

function fill(fields, labels) {
  for (const value of fields.places ?? []) {
    if (labels[value]) addPlace({ value, ...labels[value] });
  }
  const rows = Object.keys(fields).map((name) => Number(/^actions-(\d+)-/.exec(name)?.[1] ?? -1));
  while (nextRow() <= Math.max(-1, ...rows)) addRow();
  for (const field of form.elements) {
    if (!field.name || ["csrfmiddlewaretoken", "key", "user"].includes(field.name) || field.type === "file") continue;
    const values = fields[field.name] ?? [];
    if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
    else if (values.length && field.name !== "place_name") field.value = values.at(-1);
  }
  setUpPlaceName(fields.place_name?.at(-1) ?? "");
  for (const fold of form.querySelectorAll("details.actions, details.files")) {
    fold.open ||= [...fold.querySelectorAll("input:not([type=hidden], [type=checkbox]), textarea")].some((one) => one.value);
  }
  sayWhoWent();
}

// On this device: under the person and the form, so that nobody else who signs in here is given it

const place = KEPT + user + ":" + (visit ? `visit-${visit}` : form.dataset.key);

function onDevice(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function keepOnDevice(isSent) {
  const copy = { at: Date.now(), isSent, fields: typed(), labels: labelsOfPlaces() };
  try {
    localStorage.setItem(place, JSON.stringify(copy));
  } catch {
    // full or switched off: the portal keeps the draft all the same
  }
}

function forget(name) {
  localStorage.removeItem(name);
}

function forgetOld() {
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(KEPT))) {
    const copy = onDevice(name);
    if (!copy || copy.at < Date.now() - 7 * ONE_DAY) forget(name);
  }
}

// At the portal

let sent = "";
let timer = null;
let underWay = null;

function say(words, link) {
  line.replaceChildren(words, ...(link ? [" ", make("a", { href: link.href, textContent: link.words })] : []));
}

const address = () => new URL(form.action).pathname + new URL(form.action).search;

function trust() {
  // A sign-in in another tab gives a new token; this one's own person was just recognised, so it may be taken.
  const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  if (!token) return;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
}

async function post(url, extra = {}, options = {}) {
  const body = new FormData();
  for (const [name, value] of [...new FormData(form)].filter(isText)) body.append(name, value);
  body.append("user", user);
  if (visit) body.append("visit", visit);
  for (const [name, value] of Object.entries(extra)) body.append(name, value);
  const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? form.elements.csrfmiddlewaretoken.value;
  const headers = { "X-CSRFToken": token, Accept: "application/json" };
  return fetch(url, { method: "POST", body, headers, redirect: "manual", credentials: "same-origin", ...options });
}

const ANSWERS = {
  offline: () => say("No connection: kept on this device, and sent when it is back."),
  "signed out": () =>
    say("You are signed out. What you typed is kept on this device.", {
      href: `${form.dataset.signIn}?next=${encodeURIComponent(address())}`,
      words: "Sign in and go on",
    }),
  logged: () => say("This visit is saved already. Press Save to change it."),
};

async function outcomeOf(asked) {
  try {
    const answer = await asked;
    if (answer.type === "opaqueredirect" || answer.status === 403) return ["signed out"];
    if (answer.status >= 500) return ["offline"];
    if (answer.status === 409) return ["logged"];
    const told = await answer.json();
    return answer.ok ? ["saved", told] : ["refused", told];
  } catch {
    return ["offline"];
  }
}

async function saveDraft() {
  await underWay;
  const now = JSON.stringify(typed());
  clearTimeout(timer);
  underWay = outcomeOf(post(form.dataset.draft, {}, { signal: AbortSignal.timeout(20_000) }));
  const [outcome, told] = await underWay;
  underWay = null;
  if (outcome === "saved") {
    sent = now;
    trust();
    keepOnDevice(JSON.stringify(typed()) === now);
    say(`Draft saved ${told.at}`);
  } else if (outcome === "refused") {
    say(told.error);
  } else {
    ANSWERS[outcome]();
    if (outcome === "offline") timer = setTimeout(saveIfChanged, BETWEEN_TRIES);
  }
  return outcome;
}

const hasChanged = () => JSON.stringify(typed()) !== sent;

async function saveIfChanged() {
  if (!isLeaving && hasChanged()) await saveDraft();
  if (navigator.onLine) await sendFiles();
}

function hasTyped() {
  if (!hasChanged()) return;
  if (!visit && !location.search.includes("draft=")) history.replaceState(null, "", address());
  keepOnDevice(false);
  clearTimeout(timer);
  timer = setTimeout(saveIfChanged, AFTER_LAST_KEY);
}

form.addEventListener("input", hasTyped);
form.addEventListener("change", () => {
  sayWhoWent();
  hasTyped();
});
form.addEventListener("focusout", () => hasChanged() && (clearTimeout(timer), (timer = setTimeout(saveIfChanged, 300))));
addEventListener("online", saveIfChanged);
addEventListener("pagehide", () => {
  if (isLeaving || !hasChanged()) return;
  keepOnDevice(false);
  if (JSON.stringify(typed()).length < MOST_ON_LEAVING) outcomeOf(post(form.dataset.draft, {}, { keepalive: true }));
});

// Save: first as a draft. The page is left only for a portal that answers, to the person who typed.

let isSaving = false;
let isLeaving = false;
const saveButton = form.querySelector("[name=save]");

function busy(is) {
  isSaving = is;
  saveButton.setAttribute("aria-disabled", is);
  saveButton.textContent = is ? "Saving …" : "Save";
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (isSaving) return;
  busy(true);
  const outcome = await saveDraft();
  const isSafe = outcome === "saved" || outcome === "logged";
  if (!isSafe || !(await sendFiles())) {
    busy(false);
    return;
  }
  isLeaving = true;
  forget(place);
  form.submit();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    isLeaving = false;
    busy(false);
  }
});

// Where: found while typing

const chosen = form.querySelector("[data-chosen]");
const placeName = form.querySelector("[data-place-name]");
const another = make("button", { type: "button", className: "btn btn-sm btn-link", hidden: true });
another.textContent = "Another place in the same meeting";
another.addEventListener("click", () => {
  showPlaceName(true);
  document.getElementById("id_place_name").focus();
});
placeName.before(another);
const isOnePlace = "one" in chosen.dataset;

function labelsOfPlaces() {
  const labels = {};
  for (const box of chosen.querySelectorAll("[name=places]:checked")) {
    const item = box.closest("li");
    labels[box.value] = {
      name: item.querySelector("strong").textContent,
      about: item.querySelector("small").textContent,
    };
  }
  return labels;
}

function addPlace({ value, name, about }) {
  let box = [...chosen.querySelectorAll("[name=places]")].find((one) => one.value === value);
  if (!box) {
    box = make("input", { type: "checkbox", className: "form-check-input", name: "places", value, checked: true });
    const words = make("span", {}, make("strong", { textContent: name }), " ", make("small", { textContent: about }));
    chosen.append(make("li", {}, make("label", {}, box, " ", words)));
  }
  box.checked = true;
  setUpPlaces();
}

function setUpPlaces() {
  for (const item of chosen.children) {
    const box = item.querySelector("[name=places]");
    if (!box.checked || item.querySelector("button")) continue;
    box.hidden = true;
    const name = item.querySelector("strong").textContent;
    const remove = make("button", { type: "button", className: "btn btn-sm btn-link" });
    remove.append("Remove", make("span", { className: "visually-hidden", textContent: ` ${name}` }));
    remove.addEventListener("click", () => {
      item.remove();
      setUpPlaces();
      showPlaceName(true);
      document.getElementById("id_place_name").focus();
      hasTyped();
    });
    item.append(remove);
  }
  chosen.closest("fieldset").hidden = !chosen.children.length;
  showPlaceName(!Object.keys(labelsOfPlaces()).length || Boolean(placeName.querySelector(".is-invalid")));
}

function showPlaceName(is) {
  placeName.hidden = !is;
  another.hidden = is || isOnePlace;
}

const escaped = (text) => make("i", { textContent: text }).innerHTML;
let asking = null;

function source(query, populate) {
  clearTimeout(asking);
  if (isSettingUp) return;
  asking = setTimeout(async () => {
    try {
      const answer = await fetch(`${form.dataset.places}?q=${encodeURIComponent(query)}`, { redirect: "manual" });
      if (!answer.ok) throw new Error(answer.status);
      noneFound = "No school or associate has this in its name";
      populate((await answer.json()).places);
    } catch {
      noneFound = "No connection: it is looked up when you save";
      populate([]);
    }
  }, 150);
}
const WRITE_ON = "Write on to see what matches";
let noneFound = WRITE_ON;
let isSettingUp = false;

function setUpPlaceName(text) {
  const input = document.getElementById("id_place_name");
  const before = input.closest(".autocomplete__wrapper")?.parentElement ?? input;
  const box = make("div", { className: before.classList.contains("is-invalid") ? "is-invalid" : "" });
  before.replaceWith(box);
  accessibleAutocomplete({
    element: box,
    id: "id_place_name",
    name: "place_name",
    source,
    minLength: 2,
    autoselect: true,
    confirmOnBlur: false,
    showNoOptionsFound: true,
    tNoResults: () => noneFound,
    templates: {
      inputValue: (one) => one?.name ?? "",
      suggestion: (one) =>
        typeof one === "string" ? escaped(one) : `${escaped(one.name)} <small>${escaped(one.about)}</small>`,
    },
    onConfirm: (one) => {
      if (!one) return;
      placeName.querySelector(".is-invalid")?.classList.remove("is-invalid");
      addPlace(one);
      setTimeout(() => {
        setUpPlaceName("");
        hasTyped();
        (another.hidden ? form.elements.shared_note : another).focus({ preventScroll: true });
      });
    },
  });
  if (!text) return;
  // Its own way to begin with a text offers that text as a place to choose. This one writes it as a person would.
  noneFound = WRITE_ON;
  isSettingUp = true;
  const written = document.getElementById("id_place_name");
  written.value = text;
  written.dispatchEvent(new Event("input"));
  isSettingUp = false;
}

// Actions, and who went

const pattern = form.querySelector("[data-action-row]");
const rows = () => [...form.querySelectorAll(".action-row")];

function nextRow() {
  const numbers = [...form.elements].map((field) => Number(/^actions-(\d+)-/.exec(field.name)?.[1] ?? -1));
  return Math.max(-1, ...numbers) + 1;
}

function addRow() {
  pattern.insertAdjacentHTML("beforebegin", pattern.innerHTML.replaceAll("NUMBER", nextRow()));
  return rows().at(-1);
}

const addButton = form.querySelector("[data-add-action]");
addButton.hidden = false;
addButton.addEventListener("click", () => addRow().querySelector("[name$=what]").focus());
if (rows().length > 1) rows().at(-1).remove(); // one empty row and a button instead of two empty rows

function sayWhoWent() {
  const names = [...form.querySelectorAll("[name=visitors]:checked")].map((box) => box.parentElement.textContent.trim());
  const others = form.elements.others.value.trim();
  form.querySelector("[data-said=visitors]").textContent = [...names, others].filter(Boolean).join(", ") || "nobody yet";
}

// Files: sent as they are chosen, one by one

const filesInput = form.querySelector("[name=files]");
const keptFiles = form.querySelector("[data-kept-files]");
const fileProblem = form.querySelector("[data-file-problem]");
let toSend = [];

function sayOfFiles(words) {
  fileProblem.hidden = !words;
  fileProblem.textContent = words;
}

filesInput.addEventListener("change", () => {
  toSend.push(...filesInput.files);
  filesInput.value = "";
  sayOfFiles("");
  sendFiles();
});

let sending = Promise.resolve(true);
function sendFiles() {
  sending = sending.then(sendThem);
  return sending;
}

/** Whether none is left to send. What the portal does not take is said and left out. */
async function sendThem() {
  while (toSend.length) {
    const [outcome, told] = await outcomeOf(post(form.dataset.files, { file: toSend[0] }));
    if (outcome === "offline" || outcome === "signed out") {
      ANSWERS[outcome]();
      sayOfFiles(`${toSend.map((file) => file.name).join(", ")}: not sent yet. Keep this page open until it is.`);
      return false;
    }
    if (outcome === "logged") sayOfFiles("Files cannot be added here any more: save, then choose them again.");
    toSend.shift();
    if (outcome === "refused") {
      sayOfFiles(told.error);
      return false;
    }
    if (outcome === "saved") {
      say(`Draft saved ${told.at}`);
      showFile(told);
    }
  }
  return true;
}

function showFile({ name, remove }) {
  const button = make("button", { type: "button", className: "btn btn-sm btn-link" });
  button.append("Remove", make("span", { className: "visually-hidden", textContent: ` ${name}` }));
  button.dataset.removeFile = remove;
  keptFiles.append(make("li", {}, name, " ", button));
}

keptFiles.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-remove-file]");
  if (!button) return;
  event.preventDefault();
  const [outcome] = await outcomeOf(post(button.dataset.removeFile));
  if (outcome === "saved") button.closest("li").remove();
  else ANSWERS[outcome]?.();
});

// What waits to be taken up again

function listWaiting() {
  const list = document.querySelector("[data-waiting]");
  if (!list) return;
  const listed = new Set([...list.querySelectorAll("[data-key]")].map((item) => item.dataset.key));
  const mine = KEPT + user + ":";
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(mine) && !one.includes("visit-", mine.length))) {
    const key = name.slice(mine.length);
    const copy = onDevice(name);
    if (key === form.dataset.key || listed.has(key)) continue;
    if (copy.isSent) forget(name); // the portal had it, and has it no more: it was saved or thrown away
    else list.querySelector("ul").append(waitingItem(name, key, copy));
  }
  list.hidden = !list.querySelector("li");
}

function waitingItem(name, key, copy) {
  const title =
    Object.values(copy.labels).map((one) => one.name).join(", ") || copy.fields.place_name?.at(-1) || "No place chosen yet";
  const at = new Date(copy.at).toLocaleString("en-GB", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  const goOn = make("a", { className: "btn btn-sm btn-primary", href: `${location.pathname}?draft=${key}`, textContent: "Go on" });
  const away = make("button", { type: "button", className: "btn btn-sm btn-danger", textContent: "Throw it away" });
  const words = make("span", {}, make("strong", { textContent: title }), " ");
  words.append(make("small", { textContent: `typed ${at}, on this device only` }));
  const item = make("li", {}, make("div", { className: "line" }, words, goOn));
  item.append(make("details", {}, make("summary", { textContent: "Throw away" }), away));
  away.addEventListener("click", () => {
    forget(name);
    item.remove();
  });
  return item;
}

for (const other of document.querySelectorAll("form[action$='/discard/']")) {
  other.addEventListener("submit", () => {
    const key = other.closest("[data-key]")?.dataset.key;
    forget(key ? `${KEPT}${user}:${key}` : place);
  });
}

// Begin

form.querySelector("[data-without-script]").hidden = true;
setUpPlaceName(document.getElementById("id_place_name").value);
setUpPlaces();
sent = JSON.stringify(typed());
forgetOld();
listWaiting();
const copy = onDevice(place);
if (copy && !copy.isSent && copy.at > Number(form.dataset.typedAt || 0) * 1000) {
  fill(copy.fields, copy.labels);
  setUpPlaces();
  say("Given back as you typed it on this device.");
  saveIfChanged();
}
const wrong = form.querySelector(".is-invalid, .invalid-feedback.d-block:not([hidden])");
if (wrong) {
  wrong.closest("details")?.setAttribute("open", "");
  const field = wrong.matches("input, select, textarea") ? wrong : (wrong.closest("fieldset") ?? wrong).querySelector("input");
  field?.focus({ preventScroll: true });
  wrong.scrollIntoView({ block: "center" });
}
