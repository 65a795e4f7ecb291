// A box in the heading that ticks every row of the page. Without scripts the boxes are ticked one by one.

for (const heading of document.querySelectorAll(".together thead .tick")) {
  const boxes = [...heading.closest("table").querySelectorAll('tbody input[name="row"]')];
  const all = document.createElement("input");
  all.type = "checkbox";
  all.className = "form-check-input";
  all.setAttribute("aria-label", "Tick all on this page");
  all.addEventListener("change", () => boxes.forEach((box) => (box.checked = all.checked)));
  boxes.forEach((box) =>
    box.addEventListener("change", () => {
      all.checked = boxes.every((each) => each.checked);
    }),
  );
  heading.replaceChildren(all);
}
