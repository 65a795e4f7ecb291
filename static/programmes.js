// Ticking a whole phase at once, and unticking it again. Without this script each box is ticked by itself.
for (const group of document.querySelectorAll("[data-group]")) {
  const button = group.querySelector("[data-tick-all]");
  const boxes = [...group.querySelectorAll('input[type="checkbox"]')];
  if (!button || boxes.length < 2) continue;
  const words = button.textContent;
  const isAll = () => boxes.every((box) => box.checked);
  const show = () => {
    button.textContent = isAll() ? words.replace("Tick", "Untick") : words;
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    const wanted = !isAll();
    for (const box of boxes) box.checked = wanted;
    show();
  });
  group.addEventListener("change", show);
  show();
}
