/* Comforts only: every page says all it has to say without this file. */

/* Dates that have passed since the site was built leave the lists of coming dates. */
const hidePast = () => {
  for (const row of document.querySelectorAll("[data-ends]")) {
    row.hidden = Date.parse(row.dataset.ends) <= Date.now();
  }
};

const offerCopies = () => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.copied;
    });
  }
};

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const offerFilter = () => {
  const form = document.querySelector(".t-filter");
  if (!form) return;
  const [text, skill] = [form.querySelector("input"), form.querySelector("select")];
  const people = [...document.querySelectorAll("[data-words]")];
  const address = new URL(location.href);
  const filter = () => {
    const words = fold(text.value).split(/\s+/);
    let shown = 0;
    for (const person of people) {
      const skills = person.dataset.skills.split("|");
      const fits = words.every((word) => person.dataset.words.includes(word));
      person.hidden = !(fits && (!skill?.value || skills.includes(skill.value)));
      shown += !person.hidden;
    }
    form.querySelector("[role=status]").textContent = form.dataset.filter.replace("{n}", shown);
    for (const [name, value] of [["q", text.value], ["skill", skill?.value]]) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(null, "", address);
  };
  text.value = address.searchParams.get("q") ?? "";
  if (skill) skill.value = address.searchParams.get("skill") ?? "";
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  if (text.value || skill?.value) filter();
};

/* The menu of a phone opens from the keyboard too, and while it is closed nobody tabs through it. */
const mendDrawer = () => {
  const toggle = document.querySelector("#__drawer");
  const drawer = document.querySelector(".md-sidebar--primary");
  const label = document.querySelector('.md-header__button[for="__drawer"]');
  if (!toggle || !drawer || !label) return;
  const narrow = matchMedia("(max-width: 76.2344em)");
  const update = () => {
    drawer.inert = narrow.matches && !toggle.checked;
    label.setAttribute("aria-expanded", String(toggle.checked));
  };
  label.tabIndex = 0;
  label.setAttribute("role", "button");
  label.setAttribute("aria-label", document.querySelector("meta[name=tablee-menu]")?.content ?? "Menu");
  label.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation(); // the theme presses a label on Enter too, which would close what this opens
    label.click();
  });
  toggle.addEventListener("change", update);
  narrow.addEventListener("change", update);
  update();
};

/* The theme's search dialog has no name; its field has one. */
const nameSearch = () => {
  const dialog = document.querySelector(".md-search[role=dialog]");
  const label = dialog?.querySelector("input")?.getAttribute("aria-label");
  if (label) dialog.setAttribute("aria-label", label);
};

hidePast();
offerCopies();
offerFilter();
mendDrawer();
nameSearch();
