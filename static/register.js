/* Beside the register's form, which works without: finding a name, counts as they are, and a count on the wall. */

(() => {
  const form = document.getElementById("register");

  const plain = (text) =>
    text
      .toLowerCase()
      .normalize("NFD")
      .replace(/[\u0300-\u036f'’‘`´]/g, "");

  function find() {
    const people = [...form.querySelectorAll(".register-people li")].map((item) => [
      item,
      plain(item.querySelector("p").textContent),
    ]);
    const box = form.querySelector(".register-find");
    const none = form.querySelector("[data-none]");
    const input = box.querySelector("input");
    box.hidden = people.length < 8;
    input.addEventListener("input", () => {
      const words = plain(input.value).split(/\s+/);
      let shown = 0;
      for (const [item, text] of people) {
        item.hidden = !words.every((word) => text.includes(word));
        shown += item.hidden ? 0 : 1;
      }
      none.hidden = shown > 0;
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
  }

  function count() {
    const line = form.querySelector(".register-counts");
    if (!line) return;
    const numbers = [...line.querySelectorAll("[data-count]")];
    const before = new Map();
    const start = new Map(numbers.map((number) => [number.dataset.count, Number(number.textContent)]));
    for (const part of form.elements.was.value.split(" ")) {
      const [person, mark] = part.split(":");
      before.set(`mark-${person}`, mark);
    }
    const unsaved = line.appendChild(document.createElement("span"));
    unsaved.className = "unsaved";
    const show = () => {
      const now = new Map(start);
      let changed = 0;
      for (const radio of form.querySelectorAll("input[type=radio]:checked")) {
        const was = before.get(radio.name);
        if (was === radio.value) continue;
        changed += 1;
        now.set(was, now.get(was) - 1);
        now.set(radio.value, now.get(radio.value) + 1);
      }
      for (const number of numbers) number.textContent = now.get(number.dataset.count);
      unsaved.textContent = changed ? `${changed} not saved yet` : "";
    };
    form.addEventListener("change", show);
    show();
  }

  function live() {
    const line = document.querySelector("[data-live]");
    if (!line) return;
    setInterval(async () => {
      if (document.hidden) return;
      try {
        const answer = await fetch(location.href);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const now = page.querySelector("[data-live]");
        if (now && now.textContent !== line.textContent) line.replaceChildren(...now.childNodes);
      } catch {
        // The network is away for a while; the next turn asks again.
      }
    }, 10000);
  }

  if (form) {
    find();
    count();
  }
  live();
})();
