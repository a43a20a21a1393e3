for (const form of document.querySelectorAll("form.filter")) {
  const misses = [...form.parentElement.querySelectorAll(".miss")];
  const told = form.querySelector("output");
  const show = () => {
    const { rule, kind, words } = form.elements;
    const wanted = words.value.trim().toLowerCase();
    let shown = 0;
    for (const miss of misses) {
      const names = kind.value ? miss.dataset[kind.value] : `${miss.dataset.missed} ${miss.dataset.false}`;
      const fits = (rule.value ? names.split(" ").includes(rule.value) : !kind.value || names.trim() !== "")
        && (!wanted || miss.textContent.toLowerCase().includes(wanted));
      miss.hidden = !fits;
      shown += fits;
    }
    told.textContent = `${shown} shown`;
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}
