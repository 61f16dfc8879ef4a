/* Comforts only: every page says all it has to say without this file. */

/* Pages are made once a day: what has passed since leaves the lists of coming dates, and home says that it is old. */
const hidePast = () => {
  const isOver = (instant) => Date.parse(instant) <= Date.now();
  for (const row of document.querySelectorAll("[data-ends]")) row.hidden = isOver(row.dataset.ends);
  for (const card of document.querySelectorAll("[data-next-ends]")) {
    for (const note of card.querySelectorAll("[data-stale]")) note.hidden = !isOver(card.dataset.nextEnds);
  }
};

/* How far away a date is, in words, by the reader's clock; today is marked in the months. */
const sayRelative = () => {
  const day = (iso) => Date.parse(`${iso}T12:00:00Z`) / 864e5;
  const now = new Date();
  const pad = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  let words;
  for (const place of document.querySelectorAll(".t-relative")) {
    const days = Math.round(day(place.dataset.relative) - day(today));
    if (days < 0) continue;
    words ??= new Intl.RelativeTimeFormat(document.documentElement.lang || "en", { numeric: "auto" });
    place.textContent = days < 14 ? words.format(days, "day") : words.format(Math.round(days / 7), "week");
    place.hidden = false;
  }
  document.querySelector(`.t-months [data-day="${today}"]`)?.setAttribute("aria-current", "date");
};

/* What was copied is said where screen readers listen, and then the button offers itself again. */
const offerCopies = () => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    const [label] = button.childNodes;
    const offer = label.data;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      label.data = button.dataset.copied;
      setTimeout(() => { label.data = offer; }, 3000);
    });
  }
};

const LETTERS = {
  "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ə": "e", "þ": "th", "ð": "d",
  "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k",
};
const fold = (text) =>
  text
    .toLowerCase()
    .replace(/[’‘ʼʹʻ′´`]/g, "'")
    .replace(/[œæßøłđıəþðħŧŋĸ]/g, (letter) => LETTERS[letter])
    .normalize("NFKD")
    .replace(/\p{M}/gu, "");

/* The directory's filter: text and choices narrow the cards; the address keeps them for the next reader. What the cards
   say is read when somebody reaches for the filter: of a thousand cards that takes a cheap phone a tenth of a second. */
const readPeople = () => {
  const texts = (card, selector) => [...card.querySelectorAll(selector)].map((part) => fold(part.textContent));
  return [...document.querySelectorAll(".t-person")].map((card) => ({
    card,
    q: fold(card.textContent),
    skill: texts(card, ".t-tags li"),
    city: texts(card, ".t-person__city"),
    circle: fold(card.dataset.circles ?? "").split(" "),
  }));
};

const offerFilter = () => {
  const form = document.querySelector(".t-filter");
  if (!form) return;
  const controls = [...form.querySelectorAll("[name]")];
  const chips = [...form.querySelectorAll("[data-skill]")];
  const letters = [...document.querySelectorAll(".t-letter")].map((letter) => ({ letter, open: letter.open }));
  const [status, everybody] = [form.querySelector("[role=status]"), form.querySelector("[type=reset]")];
  const address = new URL(location.href);
  let people;
  const filter = () => {
    people ??= readPeople();
    const asked = controls.flatMap(({ name, value }) =>
      (name === "q" ? fold(value).split(/\s+/) : [fold(value)]).filter(Boolean).map((wanted) => [name, wanted]));
    let shown = 0;
    for (const person of people) {
      const fits = asked.every(([name, wanted]) => person[name].includes(wanted));
      if (person.card.hidden === fits) person.card.hidden = !fits;
      shown += fits;
    }
    for (const { letter, open } of letters) {
      letter.hidden = !letter.querySelector(".t-person:not([hidden])");
      letter.open = asked.length ? !letter.hidden : open;
    }
    status.textContent = !asked.length ? "" : shown ? form.dataset.filter.replace("{n}", shown) : form.dataset.none;
    everybody.hidden = !asked.length;
    const skill = form.querySelector("[name=skill]")?.value;
    for (const chip of chips) chip.setAttribute("aria-pressed", String(chip.dataset.skill === skill));
    for (const { name, value } of controls) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(null, "", address);
  };
  for (const control of controls) control.value = address.searchParams.get(control.name) ?? "";
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("focusin", () => { people ??= readPeople(); }, { once: true });
  form.addEventListener("input", filter);
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      const skill = form.querySelector("[name=skill]");
      skill.value = skill.value === chip.dataset.skill ? "" : chip.dataset.skill;
      filter();
    });
  }
  if (controls.some((control) => control.value)) filter();
};

/* Day and night: as the reader's device has it, until the reader chooses; main.html has set the first colours. */
const offerNight = () => {
  const button = document.querySelector(".t-night");
  const root = document.documentElement;
  if (!button) return;
  const device = matchMedia("(prefers-color-scheme: dark)");
  const bar = document.head.appendChild(document.createElement("meta"));
  bar.name = "theme-color";
  const show = () => {
    const scheme = root.dataset.night || (device.matches ? "slate" : "default");
    if (root.dataset.mdColorScheme !== scheme) root.dataset.mdColorScheme = scheme;
    button.setAttribute("aria-label", button.dataset[root.dataset.night || "device"]);
    button.title = button.getAttribute("aria-label");
    setTimeout(() => { bar.content = getComputedStyle(root).getPropertyValue("--t-paper"); }, 200);
  };
  button.addEventListener("click", () => {
    root.dataset.night = { "": "default", default: "slate", slate: "" }[root.dataset.night ?? ""];
    try {
      localStorage.setItem("tablee.night", root.dataset.night);
    } catch {
      // A browser that keeps nothing forgets the choice with the page.
    }
    show();
  });
  device.addEventListener("change", show);
  show();
};

/* The theme opens menu and search by labels, which no keyboard reaches: buttons take their places. */
const makeButton = (label, name, toggle) => {
  const button = document.createElement("button");
  for (const { name: attribute, value } of label.attributes) button.setAttribute(attribute, value);
  button.type = "button";
  button.setAttribute("aria-label", name);
  button.append(...label.childNodes);
  label.replaceWith(button);
  const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
  toggle.addEventListener("change", tell);
  button.addEventListener("click", () => toggle.click());
  tell();
  return button;
};

/* On a phone nobody tabs through a closed menu, nor past an open one; Escape closes it. */
const mendDrawer = () => {
  const toggle = document.querySelector("#__drawer");
  const drawer = document.querySelector(".md-sidebar--primary");
  const label = document.querySelector('.md-header__button[for="__drawer"]');
  if (!toggle || !drawer || !label) return;
  const narrow = matchMedia("(max-width: 76.2344em)");
  const update = () => {
    const open = narrow.matches && toggle.checked;
    drawer.inert = narrow.matches && !open;
    for (const other of document.querySelectorAll(".md-content, .md-footer")) other.inert = open;
  };
  const name = document.querySelector("meta[name=tablee-menu]")?.content ?? "Menu";
  const button = makeButton(label, name, toggle);
  toggle.addEventListener("change", () => {
    update();
    if (narrow.matches && toggle.checked) drawer.querySelector("a")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !narrow.matches || !toggle.checked) return;
    toggle.click();
    button.focus();
  });
  narrow.addEventListener("change", update);
  update();
};

/* The same for search, which on a phone is a sheet over the page; its dialog has no name, its field has one. */
const mendSearch = () => {
  const toggle = document.querySelector("#__search");
  const dialog = document.querySelector(".md-search");
  const field = dialog?.querySelector("input");
  const label = document.querySelector('.md-header__button[for="__search"]');
  if (!toggle || !field || !label) return;
  const narrow = matchMedia("(max-width: 59.9844em)");
  const update = () => {
    dialog.inert = narrow.matches && !toggle.checked;
    if (narrow.matches && toggle.checked) field.focus();
  };
  makeButton(label, field.getAttribute("aria-label") ?? "", toggle);
  dialog.setAttribute("aria-label", field.getAttribute("aria-label") ?? "");
  toggle.addEventListener("change", update);
  narrow.addEventListener("change", update);
  update();
};

const readHtml = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;

const showFound = ({ title, text, url }) => {
  const [item, link, article, heading, said] = ["li", "a", "article", "h1", "p"].map((tag) => document.createElement(tag));
  item.className = "md-search-result__item";
  link.className = "md-search-result__link";
  article.className = "md-search-result__article md-typeset";
  [link.href, heading.textContent, said.textContent] = [url, title, text.slice(0, 120)];
  article.append(heading, said);
  link.append(article);
  item.append(link);
  return item;
};

/* Opened from the disk a page may fetch no index: it lies there as a script too, and is searched here. */
const searchFromDisk = (field) => {
  const { base, translations } = JSON.parse(document.querySelector("#__config").textContent);
  const [status, list] = [".md-search-result__meta", ".md-search-result__list"].map((at) => document.querySelector(at));
  const root = new URL(`${base}/`, location.href);
  const pageAt = (place) => {
    const url = new URL(place, root);
    if (url.pathname.endsWith("/")) url.pathname += "index.html";
    return url;
  };
  let entries;
  const find = () => {
    entries ??= (window.tableeIndex ?? []).map(({ location: place, title, text, boost = 1 }) => {
      const [name, words] = [readHtml(title), readHtml(text)];
      return { title: name, text: words, url: pageAt(place), boost, name: fold(name), said: fold(`${name} ${words}`) };
    });
    const words = fold(field.value).split(/[\s']+/).filter(Boolean);
    const rank = ({ name, boost }) => boost * (1 + words.filter((word) => name.includes(word)).length);
    const found = words.length ? entries.filter(({ said }) => words.every((word) => said.includes(word))) : [];
    found.sort((one, other) => rank(other) - rank(one));
    const said = !words.length ? "placeholder" : ["none", "one"][found.length] ?? "other";
    status.textContent = translations[`search.result.${said}`].replace("#", found.length);
    list.replaceChildren(...found.slice(0, 20).map(showFound));
  };
  const script = document.createElement("script");
  script.src = new URL("search/search_index.js", root);
  script.addEventListener("load", find);
  field.addEventListener("input", find);
  field.addEventListener("focus", () => {
    const toggle = document.querySelector("#__search");
    if (!toggle.checked) toggle.click();
    if (!script.isConnected) document.body.append(script);
  });
};

/* The theme's script serves search: it and the index come when somebody reaches for that, or comes from there (?h=). */
const offerSearch = () => {
  const held = document.querySelector("#t-theme");
  const field = document.querySelector(".md-search__input");
  if (!held || !field) return;
  if (location.protocol === "file:") {
    searchFromDisk(field);
    return;
  }
  let script;
  const load = () => {
    if (script) return;
    script = document.createElement("script");
    script.src = held.dataset.src;
    script.addEventListener("load", () => {
      // It waits for a document that was ready long ago; and what was typed meanwhile is searched as if typed now.
      window.document$?.next(document);
      field.dispatchEvent(new KeyboardEvent("keyup"));
    });
    document.body.append(script);
  };
  document.querySelector("#__search").addEventListener("change", load);
  field.addEventListener("focus", load);
  for (const event of ["pointerenter", "touchstart"]) {
    for (const way of document.querySelectorAll('.md-search, [for="__search"]')) {
      way.addEventListener(event, load, { passive: true });
    }
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (script || typing || event.metaKey || event.ctrlKey || !["s", "f", "/"].includes(event.key)) return;
    event.preventDefault();
    if (matchMedia("(max-width: 59.9844em)").matches) document.querySelector("#__search").click();
    field.focus();
    load();
  });
  if (new URLSearchParams(location.search).has("h")) load();
};

/* What opened over the page closes again: by Escape, or by a press elsewhere. */
const closeMenus = () => {
  const menu = document.querySelector(".t-do__come");
  if (!menu) return;
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
};

/* Opened from the disk, a folder shows its list of files: its page has to be named. */
const openFromDisk = () => {
  if (location.protocol !== "file:") return;
  document.documentElement.classList.add("t-disk");
  for (const link of document.querySelectorAll("a[href]")) {
    const url = new URL(link.href);
    if (url.protocol !== "file:" || !url.pathname.endsWith("/")) continue;
    url.pathname += "index.html";
    link.href = url;
  }
};

/* On paper nothing can be unfolded. */
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll(".tablee details")) part.open = true;
});

hidePast();
sayRelative();
offerCopies();
offerFilter();
offerNight();
mendDrawer();
mendSearch();
offerSearch();
closeMenus();
openFromDisk();
