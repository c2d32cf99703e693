import { formatInstant } from "./domain.js";
import { createHash } from "node:crypto";

// src/render/dashboard/page.generated.js
const STYLE = `/* The dashboard: light and dark, from a phone's width on. */
:root {
  color-scheme: light dark;
  --page: light-dark(#f7f7f4, #0f1316);
  --box: light-dark(#ffffff, #161c20);
  --sunk: light-dark(#eeefea, #1d252a);
  --line: light-dark(#dfe1da, #273138);
  --text: light-dark(#1b2124, #e3e8ea);
  --quiet: light-dark(#59656a, #96a3a9);
  --link: light-dark(#0b655a, #63ccbb);
  --live: light-dark(#0f766a, #3fb9a5);
  --bad: light-dark(#a82a2a, #f28b84);
  --bad-soft: light-dark(#fbe9e7, #38191b);
  --warn: light-dark(#7f5300, #e5b95a);
  --warn-soft: light-dark(#fbf1da, #322710);
  --calm: light-dark(#c3c9c4, #3c484f);
  --mono: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  --round: 12px;
}

* {
  box-sizing: border-box;
}

html {
  scrollbar-gutter: stable;
}

body {
  background: var(--page);
  color: var(--text);
  font:
    15.5px / 1.55 system-ui,
    -apple-system,
    "Segoe UI",
    Roboto,
    "Noto Sans",
    sans-serif;
  font-variant-numeric: tabular-nums;
  margin: 0;
  overflow-wrap: anywhere;
}

a {
  color: var(--link);
  text-decoration: none;
}

a:hover {
  text-decoration: underline;
}

p a {
  text-decoration: underline;
  text-decoration-color: color-mix(in srgb, currentcolor 45%, transparent);
  text-underline-offset: 0.2em;
}

:focus-visible {
  border-radius: 4px;
  outline: 2px solid var(--link);
  outline-offset: 2px;
}

h1 a {
  color: inherit;
}

h1:focus,
main:focus {
  outline: none;
}

h1 {
  font-size: clamp(1.5rem, 1.1rem + 1.8vw, 2.15rem);
  font-weight: 620;
  letter-spacing: -0.022em;
  line-height: 1.2;
  margin: 0;
  text-wrap: balance;
}

h2 {
  align-items: baseline;
  display: flex;
  font-size: 1.02rem;
  font-weight: 640;
  gap: 0.6rem;
  letter-spacing: -0.006em;
  margin: 2.6rem 0 0.8rem;
}

.count,
.beside {
  color: var(--quiet);
  font-size: 0.88rem;
  font-weight: 450;
}

code {
  font-family: var(--mono);
  font-size: 0.86em;
}

ul,
ol,
dl,
dd {
  list-style: none;
  margin: 0;
  padding: 0;
}

.hidden,
.skip:not(:focus) {
  block-size: 1px;
  clip-path: inset(50%);
  inline-size: 1px;
  overflow: hidden;
  position: absolute;
  white-space: nowrap;
}

.skip:focus {
  background: var(--box);
  inset: 0.5rem auto auto 0.5rem;
  padding: 0.5rem 0.9rem;
  position: absolute;
  z-index: 2;
}

.page {
  margin: 0 auto;
  max-inline-size: 68rem;
  padding: 0 clamp(1rem, 4vw, 2.5rem) 3rem;
}

/* ---- around every view */
.top {
  align-items: center;
  border-block-end: 1px solid var(--line);
  display: grid;
  gap: 0 1.5rem;
  grid-template-columns: 1fr minmax(10rem, 20rem);
  margin-block-end: 2.4rem;
  padding-block-start: 1.3rem;
}

.brand {
  display: flex;
  flex-wrap: wrap;
  gap: 0 0.7rem;
}

.brand a,
.brand b {
  color: inherit;
  font-weight: 640;
}

.brand span {
  color: var(--quiet);
}

.search input {
  background: var(--box);
  border: 1px solid var(--line);
  border-radius: 99px;
  color: inherit;
  font: inherit;
  inline-size: 100%;
  padding: 0.38rem 1rem;
}

.search input::placeholder {
  color: var(--quiet);
  opacity: 1;
}

.tabs {
  display: flex;
  gap: 1.5rem;
  grid-column: 1 / -1;
  margin-block-start: 0.6rem;
  overflow-x: auto;
  scrollbar-width: none;
}

.tabs a {
  border-block-end: 2px solid transparent;
  color: var(--quiet);
  padding: 0.55rem 0 0.6rem;
  white-space: nowrap;
}

.tabs a:focus-visible {
  outline-offset: -3px;
}

.tabs a:hover {
  color: var(--text);
  text-decoration: none;
}

.tabs [aria-current] {
  border-color: var(--live);
  color: var(--text);
  font-weight: 600;
}

.stale {
  background: var(--warn-soft);
  border-radius: var(--round);
  color: var(--warn);
  margin: 0 0 2rem;
  padding: 0.7rem 1.1rem;
}

footer {
  border-block-start: 1px solid var(--line);
  color: var(--quiet);
  display: flex;
  flex-wrap: wrap;
  font-size: 0.86rem;
  gap: 0.2rem 1.6rem;
  margin-block-start: 3.5rem;
  padding-block-start: 1rem;
}

.noscript {
  padding: 2rem;
}

/* ---- the first view */
.headline .next {
  color: var(--quiet);
  margin: 0.5rem 0 0;
}

.headline .left {
  color: var(--text);
  font-weight: 600;
}

.headline {
  min-block-size: 4.4rem;
}

.tiles {
  background: var(--box);
  border: 1px solid var(--line);
  border-radius: var(--round);
  display: grid;
  grid-template-columns: repeat(5, 1fr);
  overflow: hidden;
}

/* Lines between tiles only: at the rim one more would stand beside the border. */
.tiles li + li {
  border-inline-start: 1px solid var(--line);
}

.tile {
  background: var(--box);
  block-size: 100%;
  color: var(--text);
  display: grid;
  padding: 0.85rem 1.1rem 0.9rem;
}

.tile b {
  font-size: 1.75rem;
  font-weight: 560;
  letter-spacing: -0.02em;
  line-height: 1.15;
}

.tile span {
  color: var(--quiet);
  font-size: 0.9rem;
}

.tile:hover {
  background: var(--sunk);
  text-decoration: none;
}

.tile:focus-visible {
  outline-offset: -3px;
}

.tile-break-glass b,
.tile-unrecorded b {
  color: var(--bad);
}

.tile-overdue b,
.tile-refused b {
  color: var(--warn);
}

.tile.none b {
  color: var(--quiet);
  font-weight: 400;
}

.alarm {
  align-items: baseline;
  display: grid;
  gap: 0.1rem 1.1rem;
  grid-template-columns: 9.5rem 1fr auto;
  padding: 0.72rem 1.1rem;
}

.alarm .kind {
  color: var(--warn);
  font-size: 0.9rem;
  font-weight: 600;
}

.alarm.bad .kind {
  color: var(--bad);
}

.alarm .what {
  color: var(--text);
}

.alarm .when {
  color: var(--quiet);
  font-size: 0.88rem;
}

/* ---- lists */
.list {
  background: var(--box);
  border: 1px solid var(--line);
  border-radius: var(--round);
}

.list:empty {
  display: none;
}

.list > li {
  content-visibility: auto;
}

.list > li + li {
  border-block-start: 1px solid var(--line);
}

.nothing {
  color: var(--quiet);
  margin: 0;
}

.more {
  background: none;
  border: 1px solid var(--line);
  border-radius: 99px;
  color: var(--link);
  cursor: pointer;
  display: block;
  font: inherit;
  margin: 1rem auto;
  padding: 0.35rem 1.3rem;
}

.grant {
  contain-intrinsic-size: auto 4.8rem;
  display: grid;
  gap: 0.2rem 1.6rem;
  grid-template-columns: 11.5rem 1fr 13.5rem;
  padding: 0.95rem 1.1rem;
}

.grant .who {
  display: grid;
  align-content: start;
}

.person a {
  color: var(--text);
  font-weight: 620;
}

.role-name {
  font-size: 0.95em;
}

.grant .reason {
  color: var(--text);
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  line-clamp: 2;
  overflow: hidden;
}

.facts {
  color: var(--quiet);
  display: flex;
  flex-wrap: wrap;
  font-size: 0.88rem;
  gap: 0.15rem 0.9rem;
  margin: 0.25rem 0 0;
}

.until {
  display: grid;
  justify-items: end;
  align-content: start;
  text-align: end;
}

.until .left {
  color: var(--quiet);
}

.until[data-state="live"] .left {
  color: var(--live);
  font-size: 1.22rem;
  font-weight: 600;
  letter-spacing: -0.01em;
  line-height: 1.3;
}

.until.soon[data-state="live"] .left {
  color: var(--warn);
}

.until[data-state="refused"] .left {
  color: var(--warn);
}

.until .when {
  color: var(--quiet);
  font-size: 0.85rem;
}

.bar {
  background: var(--sunk);
  block-size: 4px;
  border-radius: 2px;
  inline-size: 100%;
  margin-block-start: 0.4rem;
  overflow: hidden;
}

.bar i {
  background: var(--live);
  block-size: 100%;
  border-radius: 2px;
  display: block;
}

.soon .bar i {
  background: var(--warn);
}

.chip {
  background: var(--sunk);
  border-radius: 5px;
  color: var(--text);
  font-size: 0.82rem;
  padding: 0.04rem 0.5rem;
}

.chip-break-glass,
.chip-unreviewed,
.chip-unrecorded,
.chip-unproved {
  background: var(--bad-soft);
  color: var(--bad);
}

.chip-overdue,
.chip-refused,
.chip-lingering,
.chip-unusual {
  background: var(--warn-soft);
  color: var(--warn);
}

.entry {
  align-items: baseline;
  contain-intrinsic-size: auto 3rem;
  display: flex;
  gap: 0.2rem 1.6rem;
  justify-content: space-between;
  padding: 0.72rem 1.1rem;
}

.cells {
  display: flex;
  flex-wrap: wrap;
  gap: 0 1.1rem;
}

.about,
.found {
  color: var(--quiet);
  margin: 0.35rem 0 0;
}

.cells .about {
  margin: 0;
}

.numbers {
  color: var(--quiet);
  display: flex;
  flex-shrink: 0;
  gap: 1.1rem;
}

.numbers .on {
  color: var(--live);
  font-weight: 600;
}

.numbers b {
  color: var(--text);
}

/* ---- filters */
.filters {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 0.7rem 1.4rem;
  margin-block: 1.1rem 1rem;
}

.selections {
  display: flex;
  flex-wrap: wrap;
  gap: 0.5rem 1.6rem;
}

.choice {
  margin-inline-start: -0.75rem;
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: 0.3rem;
}

.choice a {
  border-radius: 99px;
  color: var(--quiet);
  font-size: 0.92rem;
  padding: 0.18rem 0.75rem;
}

.choice a:hover {
  background: var(--sunk);
  text-decoration: none;
}

.choice [aria-current] {
  background: var(--text);
  color: var(--page);
}

.choice [aria-current]:hover {
  background: var(--text);
}

.selection {
  align-items: baseline;
  color: var(--quiet);
  display: inline-flex;
  font-size: 0.92rem;
  gap: 0.6rem;
  max-inline-size: 100%;
}

.selection select {
  background: var(--box);
  border: 1px solid var(--line);
  border-radius: 8px;
  color: var(--text);
  font: inherit;
  inline-size: 14rem;
  min-inline-size: 0;
  padding: 0.25rem 0.5rem;
}

.found {
  font-size: 0.92rem;
  margin-block-end: 0.7rem;
}

/* ---- timeline */
h1 + .choice,
h1 + .growing {
  margin-block-start: 1.1rem;
}

.timeline {
  margin-block-start: 1.2rem;
}

.timeline .list {
  background: none;
  border: 0;
}

.line {
  align-items: center;
  display: grid;
  gap: 0.2rem 1.2rem;
  grid-template-columns: 12rem 1fr;
  padding-block: 0.3rem;
}

.line .name {
  display: flex;
  gap: 0.6rem;
  justify-content: space-between;
}

.line small {
  color: var(--quiet);
}

.axis {
  block-size: 1.5rem;
  color: var(--quiet);
  font-size: 0.8rem;
  margin-inline-end: 2.2rem;
  position: relative;
}

.axis span {
  position: absolute;
  transform: translateX(-50%);
  white-space: nowrap;
}

.axis span:first-child {
  transform: none;
}

.line .axis,
.line .strip {
  margin-inline-end: 2.2rem;
}

.strip {
  background:
    repeating-linear-gradient(90deg, var(--line) 0 1px, transparent 1px calc(100% / 6)), var(--sunk);
  border-radius: 4px;
  overflow: hidden;
  position: relative;
}

.single .strip {
  margin-inline-end: 2.2rem;
}

.mark {
  background: var(--quiet);
  block-size: 7px;
  border-radius: 2px;
  min-inline-size: 3px;
  opacity: 0.8;
  position: absolute;
}

.strip .mark {
  cursor: pointer;
}

.mark.live {
  background: var(--live);
  opacity: 1;
}

.mark.glass {
  background: var(--bad);
  opacity: 1;
}

.legend {
  align-items: center;
  color: var(--quiet);
  display: flex;
  font-size: 0.86rem;
  gap: 0.4rem;
  margin-inline-start: auto;
}

.legend .mark {
  inline-size: 14px;
  margin-inline-start: 0.7rem;
  position: static;
}

/* ---- one role, person, grant */
.above {
  color: var(--quiet);
  font-size: 0.9rem;
  margin: 0 0 0.2rem;
}

.standing {
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: 0.7rem;
  margin: 0.7rem 0 0;
}

.state {
  border: 1px solid currentcolor;
  border-radius: 99px;
  color: var(--quiet);
  font-size: 0.88rem;
  padding: 0.05rem 0.75rem;
}

.state[data-state="live"] {
  background: var(--live);
  border-color: var(--live);
  color: var(--page);
  font-weight: 600;
}

.state[data-state="refused"] {
  color: var(--warn);
}

blockquote.reason {
  border-inline-start: 3px solid var(--calm);
  font-size: 1.08rem;
  margin: 1.4rem 0;
  padding-inline-start: 1rem;
  white-space: pre-wrap;
}

.facts-list {
  background: var(--box);
  border: 1px solid var(--line);
  border-radius: var(--round);
  margin-block-start: 1.2rem;
  padding: 0.4rem 1.1rem;
}

.facts-list > div {
  display: grid;
  gap: 0 1.4rem;
  grid-template-columns: 9.5rem 1fr;
  padding: 0.42rem 0;
}

.facts-list > div + div {
  border-block-start: 1px solid var(--line);
}

dt {
  color: var(--quiet);
}

dd code {
  display: block;
  line-height: 1.9;
}

.lines {
  white-space: pre-wrap;
}

.command {
  color: var(--quiet);
}

.command code {
  color: var(--text);
}

.story {
  border-inline-start: 2px solid var(--line);
  display: grid;
  gap: 1rem;
  padding-inline-start: 1.2rem;
}

.story li {
  display: flex;
  flex-wrap: wrap;
  gap: 0 0.9rem;
  position: relative;
}

.story li::before {
  background: var(--calm);
  block-size: 9px;
  border-radius: 50%;
  content: "";
  inline-size: 9px;
  inset: 0.5rem auto auto calc(-1.2rem - 5.5px);
  position: absolute;
}

.story .when,
.story .note {
  color: var(--quiet);
}

/* ---- rotations */
.cards {
  display: grid;
  gap: 1rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr));
  margin-block-start: 1.4rem;
}

.card {
  background: var(--box);
  border: 1px solid var(--line);
  border-radius: var(--round);
  padding: 1rem 1.2rem 1.1rem;
}

.card h2 {
  align-items: baseline;
  display: flex;
  font-size: 1rem;
  font-weight: 640;
  justify-content: space-between;
  margin: 0;
}

.card .about {
  font-size: 0.92rem;
  margin: 0.1rem 0 0.8rem;
}

.card dl > div {
  display: flex;
  gap: 1rem;
  justify-content: space-between;
  padding: 0.12rem 0;
}

.card.missed {
  border-color: var(--bad);
}

.bad dd,
p.bad {
  color: var(--bad);
}

.dot {
  font-size: 0.88rem;
  font-weight: 600;
}

.dot.fresh,
.dot.done {
  color: var(--live);
}

.dot.missed,
.dot.failed {
  color: var(--bad);
}

.dot.owed,
.dot.unknown {
  color: var(--warn);
}

/* ---- review */
.scroll {
  background: var(--box);
  border: 1px solid var(--line);
  border-radius: var(--round);
  overflow-x: auto;
}

table {
  border-collapse: collapse;
  inline-size: 100%;
}

th,
td {
  padding: 0.6rem 1.1rem;
  text-align: start;
  white-space: nowrap;
}

thead th {
  color: var(--quiet);
  font-size: 0.88rem;
  font-weight: 450;
}

tbody tr {
  border-block-start: 1px solid var(--line);
}

tbody th {
  font-weight: 500;
}

.names {
  display: flex;
  flex-wrap: wrap;
  gap: 0.3rem 1.2rem;
  margin-block-start: 0.6rem;
}

s {
  color: var(--quiet);
}

/* Above whatever says how a part is laid out. */
:root [hidden][hidden] {
  display: none;
}

/* ---- a phone */
@media (width < 44rem) {
  .top {
    grid-template-columns: 1fr;
    margin-block-end: 1.7rem;
  }

  .search {
    margin-block-start: 0.7rem;
  }

  .grant {
    contain-intrinsic-size: auto 8.5rem;
    grid-template-columns: 1fr auto;
  }

  .grant .why {
    grid-column: 1 / -1;
    grid-row: 2;
  }

  .bar {
    inline-size: 6.5rem;
  }

  .until .when {
    white-space: nowrap;
  }

  .tiles {
    grid-template-columns: 1fr 1fr;
  }

  .tiles li:nth-child(odd) {
    border-inline-start: 0;
  }

  .tiles li:nth-child(n + 3) {
    border-block-start: 1px solid var(--line);
  }

  .tiles li:last-child:nth-child(odd) {
    grid-column: 1 / -1;
  }

  .alarm {
    grid-template-columns: 1fr auto;
  }

  .alarm .what {
    grid-column: 1 / -1;
    grid-row: 2;
  }

  .line {
    grid-template-columns: 1fr;
  }

  .line.head > span {
    display: none;
  }

  .axis span:nth-child(even) {
    display: none;
  }

  .legend {
    margin-inline-start: 0;
  }

  .facts-list > div {
    grid-template-columns: 1fr;
  }

  .entry {
    flex-wrap: wrap;
  }
}

@media (prefers-contrast: more) {
  :root {
    --quiet: var(--text);
    --line: var(--text);
  }
}
`;
const SCRIPT = `(function() {

// src/render/dashboard/client/dom.ts
	function el(tag, attributes = {}, ...children) {
		const element = document.createElement(tag);
		for (const [name, value] of Object.entries(attributes)) if (typeof value === "string") element.setAttribute(name, name === "href" ? address(value) : value);
		append(element, children);
		return element;
	}
	function append(parent, children) {
		for (const child of children) {
			if (child === void 0 || child === false) continue;
			if (typeof child === "string" || typeof child === "number") parent.appendChild(document.createTextNode(String(child)));
			else if (child instanceof Node) parent.appendChild(child);
			else append(parent, child);
		}
	}
	/** Only within this page, to files beside it, and to web pages: never \`javascript:\`. */
	const address = (href) => /^(#|https?:\\/\\/|[a-z-]+\\.(csv|json)$)/.test(href) ? href : "#";

// src/render/dashboard/client/route.ts
	function readRoute(hash) {
		const [path = "", query = ""] = hash.replace(/^#\\/?/, "").split("?", 2);
		const [view = "", ...name] = path.split("/");
		return {
			view: decoded(view),
			name: decoded(name.join("/")),
			params: new Map(new URLSearchParams(query))
		};
	}
	/** @param params empty ones are left out */
	function hashOf(view, name = "", params = {}) {
		const path = name === "" ? view : \`\${view}/\${encodeURIComponent(name)}\`;
		const given = Object.entries(params).filter(([, value]) => value !== "");
		return \`#/\${path}\${given.length === 0 ? "" : \`?\${new URLSearchParams(given)}\`}\`;
	}
	function decoded(text) {
		try {
			return decodeURIComponent(text);
		} catch {
			return text;
		}
	}

// src/render/dashboard/client/ticker.ts
/** What changes with the clock, once a second, as long as it is on the page. */
	var Ticker = class {
		#updates = [];
		/** Shows it now and every second from now on. */
		add(update) {
			update(clockNow());
			this.#updates.push(update);
		}
		/** A new view: the old one's clocks stop. */
		clear() {
			this.#updates = [];
		}
		start() {
			setInterval(() => {
				if (document.hidden) return;
				const now = clockNow();
				for (const update of this.#updates) update(now);
			}, 1e3);
		}
	};
	/** The reader's clock: the page has no other. */
	const clockNow = () => Math.floor(Date.now() / 1e3);
	/** Changes a text only where it is another: most of them stay the same from second to second. */
	function say(element, text) {
		if (element.textContent !== text) element.textContent = text;
	}

// src/render/dashboard/client/time.ts
/** Moments and lengths as people read them. Moments are seconds since 1970; shown in UTC, as everywhere in Leasehold. */
	const UNITS = [
		["d", 86400],
		["h", 3600],
		["min", 60],
		["s", 1]
	];
	/** The two largest units: \`2 d 3 h\`, \`1 h 20 min\`, \`45 s\`. Rounds down. */
	function span(length) {
		let rest = Math.max(0, Math.floor(length));
		const parts = [];
		for (const [unit, size] of UNITS) {
			const count = Math.floor(rest / size);
			rest %= size;
			if (count > 0) parts.push(\`\${count} \${unit}\`);
			else if (parts.length > 0) break;
			if (parts.length === 2) break;
		}
		return parts.join(" ") || "0 s";
	}
	/** As a clock that runs down: \`1:04:09\`, \`3:07\`; above two days in days and hours. */
	function countdown(length) {
		const rest = Math.max(0, Math.floor(length));
		if (rest >= 172800) return span(rest);
		const [hours, minutes, secs] = [
			Math.floor(rest / 3600),
			Math.floor(rest / 60) % 60,
			rest % 60
		];
		const two = (number) => String(number).padStart(2, "0");
		return hours > 0 ? \`\${hours}:\${two(minutes)}:\${two(secs)}\` : \`\${minutes}:\${two(secs)}\`;
	}
	/** \`12 min ago\`, \`in 3 h\`, \`now\`; one unit, as it is only to give an idea. */
	function ago(moment, now) {
		const length = Math.abs(now - moment);
		if (length < 5) return "just now";
		const [unit, size] = UNITS.find(([, seconds]) => length >= seconds) ?? ["s", 1];
		const text = \`\${Math.floor(length / size)} \${unit}\`;
		return moment > now ? \`in \${text}\` : \`\${text} ago\`;
	}
	const MONTHS = [
		"Jan",
		"Feb",
		"Mar",
		"Apr",
		"May",
		"Jun",
		"Jul",
		"Aug",
		"Sep",
		"Oct",
		"Nov",
		"Dec"
	];
	const iso = (moment) => (/* @__PURE__ */ new Date(moment * 1e3)).toISOString();
	const rfc3339 = (moment) => \`\${iso(moment).slice(0, 19)}Z\`;
	/** \`21 Nov\`, with the year where it is not this one. */
	function day(moment, now) {
		const text = iso(moment);
		const year = text.slice(0, 4);
		const short = \`\${Number(text.slice(8, 10))} \${MONTHS[Number(text.slice(5, 7)) - 1]}\`;
		return year === iso(now).slice(0, 4) ? short : \`\${short} \${year}\`;
	}
	/** \`18:02\` today, else \`21 Nov 18:02\`. */
	function clock(moment, now) {
		const time = iso(moment).slice(11, 16);
		return iso(moment).slice(0, 10) === iso(now).slice(0, 10) ? time : \`\${day(moment, now)} \${time}\`;
	}
	/** With everything: \`21 Nov 2026, 18:02:41 UTC\`. */
	function exact(moment) {
		const text = iso(moment);
		return \`\${Number(text.slice(8, 10))} \${MONTHS[Number(text.slice(5, 7)) - 1]} \${text.slice(0, 4)}, \${text.slice(11, 19)} UTC\`;
	}

// src/render/dashboard/client/frame.ts
	const TABS = [
		["", "Now"],
		["grants", "Grants"],
		["timeline", "Timeline"],
		["roles", "Roles"],
		["people", "People"],
		["rotations", "Rotations"],
		["review", "Review"]
	];
	/** A report is made after every apply and enforce, at least hourly: older than this, something stands still. */
	const STALE = 10800;
	function frameOf(site) {
		const { repository, now: made, schedule } = site.data;
		const search = el("input", {
			type: "search",
			id: "search",
			placeholder: "Search grants",
			autocomplete: "off"
		});
		const main = el("main", {
			id: "content",
			tabindex: "-1"
		});
		const tabs = TABS.map(([view, words]) => ({
			view,
			link: el("a", { href: hashOf(view) }, words)
		}));
		const age = el("time", {
			datetime: rfc3339(made),
			title: exact(made)
		});
		const seen = el("span", { class: "seen" });
		const stale = el("p", {
			class: "stale",
			role: "status"
		});
		const element = el("div", { class: "page" }, el("a", {
			class: "skip",
			href: "#content"
		}, "Skip to the content"), el("header", { class: "top" }, el("div", { class: "brand" }, repository.url === "" ? el("b", {}, repository.slug) : el("a", { href: repository.url }, repository.slug), el("span", {}, "production access")), el("label", { class: "search" }, el("span", { class: "hidden" }, "Search grants"), search), el("nav", {
			class: "tabs",
			"aria-label": "Views"
		}, tabs.map(({ link }) => link))), stale, main, el("footer", {}, el("span", {}, "Made ", age, \` from main at \${site.data.commit.slice(0, 12)}\`), seen, el("span", {}, site.data.vault_read ? "Vault was read" : "Vault was not asked: this is what Git and the audit log tell"), el("a", { href: "report.json" }, "report.json")));
		element.querySelector(".skip")?.addEventListener("click", (event) => {
			event.preventDefault();
			main.focus();
		});
		return {
			element,
			main,
			search,
			markTab: (tab) => {
				for (const { view, link } of tabs) if (view !== tab) link.removeAttribute("aria-current");
				else {
					link.setAttribute("aria-current", "page");
					const { parentElement: menu } = link;
					if (menu) menu.scrollLeft = link.offsetLeft - menu.offsetLeft - (menu.clientWidth - link.offsetWidth) / 2;
				}
			},
			tick: (ticker) => ticker.add((now) => {
				say(age, ago(made, now));
				say(seen, schedule.seen === void 0 ? "The schedule has left no trace yet" : \`Schedule last seen \${ago(schedule.seen, now)}\`);
				const warning = staleness(made, schedule, now);
				stale.hidden = warning === "";
				say(stale, warning);
			})
		};
	}
	function staleness(made, { seen, sure, expected }, now) {
		const late = sure && seen !== void 0 && now - seen > expected;
		if (!late && now - made <= STALE) return "";
		const page = \`This page was made \${span(now - made)} ago: what was asked for, ended early or found since then is not on it.\`;
		if (!late) return page;
		return now - made > STALE ? \`\${page} The schedule was last seen \${span(now - seen)} ago.\` : \`The schedule was last seen \${span(now - seen)} ago. Access ends on time without it; proofs, rotations and revoke pull requests wait.\`;
	}

// src/render/dashboard/vocabulary.ts
/** Words that the page's data has as numbers: their place in these lists. Only ever added to at the end. */
	const STATES$1 = [
		"live",
		"pending",
		"refused",
		"ended"
	];
	const ENDED_BY = [
		"expired",
		"file-removed",
		"ineligible",
		"recalled",
		"out-of-band",
		"superseded"
	];
	/** As bits: the first is 1, the next 2, then 4. */
	const MARKS$1 = [
		"break-glass",
		"unreviewed",
		"extended",
		"refused",
		"unrecorded",
		"unproved",
		"overdue",
		"lingering",
		"unusual"
	];

// src/render/dashboard/client/site.ts
/** The page's data, with what views ask of it. */
	var Site = class {
		data;
		grants;
		/** Those that some grant has. */
		marks;
		roles;
		/** As they wrote their names first. */
		users;
		#story;
		#byRole = /* @__PURE__ */ new Map();
		#byUser = /* @__PURE__ */ new Map();
		#byKey = /* @__PURE__ */ new Map();
		#endedAt;
		#known;
		/** @param story read when it is first asked for */
		constructor(data, story) {
			this.data = data;
			this.#story = story;
			const { grants: columns, words, now } = data;
			const lists = words.map((word) => word === "" ? [] : word.split("\\n"));
			this.#endedAt = new Map(columns.ended.map(([row, [after]]) => [row, after]));
			this.grants = columns.role.map((place, row) => {
				const role = words[place] ?? "";
				const begin = now + (columns.begin[row] ?? 0);
				const bits = columns.marks[row] ?? 0;
				return {
					row,
					key: \`\${role}.\${columns.id[row]}\`,
					role,
					user: words[columns.user[row] ?? -1] ?? "",
					reason: columns.reason[row] ?? "",
					ticket: columns.ticket[row] ?? "",
					begin,
					end: begin + (columns.seconds[row] ?? 0),
					state: STATES$1[columns.state[row] ?? 3] ?? "ended",
					marks: bits === 0 ? NONE : MARKS$1.filter((_, bit) => bits & 1 << bit),
					on_main: columns.on_main[row] === 1,
					pull: columns.pull[row] ?? 0,
					approvers: lists[columns.approvers[row] ?? -1] ?? [],
					access: lists[columns.access[row] ?? -1] ?? []
				};
			});
			for (const grant of this.grants) {
				put(this.#byRole, grant.role, grant);
				put(this.#byUser, grant.user.toLowerCase(), grant);
				this.#byKey.set(grant.key, grant);
			}
			this.marks = new Set(this.grants.flatMap(({ marks }) => marks));
			this.roles = [.../* @__PURE__ */ new Set([...data.roles.map(({ name }) => name), ...this.#byRole.keys()])].sort();
			this.users = [...this.#byUser.values()].map(([first]) => first?.user ?? "").sort();
		}
		ofRole(role) {
			return this.#byRole.get(role) ?? [];
		}
		ofUser(user) {
			return this.#byUser.get(user.toLowerCase()) ?? [];
		}
		grant(key) {
			return this.#byKey.get(key);
		}
		/** When access really ended, or will. */
		until(grant) {
			const after = this.#endedAt.get(grant.row);
			return after === void 0 ? grant.end : Math.min(grant.begin + after, grant.end);
		}
		detail({ row, begin }) {
			const { issued, ended, refused, extends: continued, use } = this.data.grants;
			const at = valueAt(issued, row);
			const over = valueAt(ended, row);
			const why = over && ENDED_BY[over[1]];
			const because = valueAt(refused, row);
			const key = valueAt(continued, row);
			const used = valueAt(use, row);
			return {
				...at === void 0 ? {} : { issued: begin + at },
				...over ? { ended: {
					at: begin + over[0],
					...why ? { by: why } : {}
				} } : {},
				...because === void 0 ? {} : { refused: because },
				...key === void 0 ? {} : { extends: key },
				...used ? { use: {
					first: begin + used[0],
					last: begin + used[1],
					requests: used[2]
				} } : {}
			};
		}
		/** What the log tells of a grant, oldest first. */
		story({ row }) {
			this.#known ??= this.#story();
			const { type, subject, at, note, types, words } = this.#known;
			const rows = [];
			for (let index = subject.indexOf(row); index >= 0; index = subject.indexOf(row, index + 1)) {
				const said = words[note[index] ?? -1];
				rows.push({
					type: types[type[index] ?? -1] ?? "",
					at: this.data.now + (at[index] ?? 0),
					...said === void 0 ? {} : { note: said }
				});
			}
			return rows;
		}
	};
	const NONE = [];
	/** Clocks run on after the report was made: what it says is live may be over by now. */
	const stateAt = (grant, now) => (grant.state === "live" || grant.state === "pending") && grant.end <= now ? "ended" : grant.state;
	const valueAt = (sparse, row) => sparse.find(([at]) => at === row)?.[1];
	function put(groups, name, grant) {
		const group = groups.get(name);
		if (group) group.push(grant);
		else groups.set(name, [grant]);
	}

// src/render/dashboard/client/search.ts
	const filterOf = (params) => ({
		q: params.get("q") ?? "",
		state: params.get("state") ?? "",
		mark: params.get("mark") ?? "",
		role: params.get("role") ?? "",
		user: params.get("user") ?? ""
	});
	/** Finds grants: every word must be somewhere in what a grant says. */
	var Search = class {
		#grants;
		#texts;
		constructor(grants) {
			this.#grants = grants;
		}
		find(filter, now) {
			const words = filter.q.toLowerCase().split(/\\s+/).filter(Boolean);
			const user = filter.user.toLowerCase();
			const texts = words.length === 0 ? [] : this.#written();
			return this.#grants.filter((grant, row) => (filter.state === "" || stateAt(grant, now) === filter.state) && (filter.mark === "" || grant.marks.includes(filter.mark)) && (filter.role === "" || grant.role === filter.role) && (user === "" || grant.user.toLowerCase() === user) && words.every((word) => texts[row]?.includes(word)));
		}
		/** Makes ready what the first search would have to wait for. */
		prepare() {
			this.#written();
		}
		#written() {
			if (this.#texts) return this.#texts;
			const joined = /* @__PURE__ */ new Map();
			const lines = (list) => {
				const known = joined.get(list);
				if (known !== void 0) return known;
				const text = list.join("\\n");
				joined.set(list, text);
				return text;
			};
			this.#texts = this.#grants.map(({ key, user, reason, ticket, marks, pull, approvers, access }) => \`\${key}\\n\${user}\\n\${reason}\\n\${ticket}\\n\${pull === 0 ? "" : \`#\${pull}\`}\\n\${lines(marks)}\\n\${lines(approvers)}\\n\${lines(access)}\`.toLowerCase());
			return this.#texts;
		}
	};

// src/domain/ticket-link.ts
/**
	* Where a ticket is to be seen, as the settings say (\`tickets.url\`); undefined where they do not, and for a ticket
	* that is no name of one. Whatever the ticket is, it stays one part of the address: every sign that means something
	* in an address or in Markdown is written as \`%\` and its number.
	*/
	function ticketLink$1(settings, ticket) {
		const url = settings?.tickets?.url;
		if (url === void 0 || ticket === void 0 || !/[\\p{Letter}\\p{Number}]/u.test(ticket)) return void 0;
		const encoded = encodeURIComponent(ticket.toWellFormed()).replace(/[!'()*~_]/g, (sign) => \`%\${sign.charCodeAt(0).toString(16).toUpperCase()}\`);
		return url.replace("{ticket}", () => encoded);
	}

// src/render/dashboard/client/parts.ts
	const STATE_WORDS$1 = {
		live: "Live",
		pending: "Waiting",
		refused: "Refused",
		ended: "Ended"
	};
	const MARK_WORDS = {
		"break-glass": "Break-glass",
		unreviewed: "Not reviewed",
		extended: "Extended",
		refused: "Refused",
		unrecorded: "Unrecorded",
		unproved: "End not proved",
		overdue: "Overdue",
		lingering: "Held for long",
		unusual: "Unusual"
	};
	const personLink = (user) => el("a", { href: hashOf("person", user) }, el("bdi", {}, user));
	const roleLink = (role) => el("a", {
		href: hashOf("role", role),
		class: "role-name"
	}, role);
	const chip = (mark) => el("span", { class: \`chip chip-\${mark}\` }, MARK_WORDS[mark]);
	/** A moment with its whole date for whoever points at it or hears it. */
	const moment = (at, text) => el("time", {
		datetime: rfc3339(at),
		title: exact(at)
	}, text);
	/** How long ago a moment is, going on. */
	function sinceThen({ ticker }, at) {
		const element = moment(at, "");
		ticker.add((now) => say(element, ago(at, now)));
		return element;
	}
	/** A grant as a row of a list: who, what, why, until when. */
	function grantItem(place, grant, hide = "") {
		const facts = [
			ticketLink(place, grant),
			pullLink(place, grant),
			grant.approvers.length > 0 && el("span", {}, \`approved by \${grant.approvers.join(", ")}\`)
		].filter((one) => one !== void 0 && one !== false);
		return el("li", { class: "grant" }, el("div", { class: "who" }, hide !== "user" && el("span", { class: "person" }, personLink(grant.user)), hide !== "role" && roleLink(grant.role)), el("div", { class: "why" }, el("a", {
			class: "reason",
			href: hashOf("grant", grant.key)
		}, el("bdi", {}, grant.reason || grant.key)), (facts.length > 0 || grant.marks.length > 0) && el("p", { class: "facts" }, grant.marks.filter((mark) => mark !== "refused").map(chip), facts)), until(place, grant));
	}
	function ticketLink({ site }, { ticket }) {
		if (ticket === "") return void 0;
		const { tickets } = site.data;
		const url = ticketLink$1(tickets === void 0 ? {} : { tickets }, ticket);
		return url === void 0 ? el("bdi", {}, ticket) : el("a", { href: url }, el("bdi", {}, ticket));
	}
	function pullLink({ site }, { pull }) {
		if (pull === 0) return void 0;
		const { url } = site.data.repository;
		return url === "" ? el("span", {}, \`#\${pull}\`) : el("a", { href: \`\${url}/pull/\${pull}\` }, \`#\${pull}\`);
	}
	/** The right side of a row: what is left, or how it came to its end. */
	function until({ site, ticker }, grant) {
		const left = el("span", { class: "left" });
		const bar = el("span", {
			class: "bar",
			"aria-hidden": "true"
		}, el("i"));
		const when = el("span", { class: "when" });
		const box = el("div", { class: "until" }, left, when, bar);
		const over = site.until(grant);
		ticker.add((now) => {
			const state = stateAt(grant, now);
			box.dataset.state = state;
			bar.hidden = state !== "live";
			if (state === "live") {
				say(left, countdown(grant.end - now));
				say(when, \`left, until \${clock(grant.end, now)}\`);
				const part = (grant.end - now) / Math.max(1, grant.end - grant.begin);
				box.classList.toggle("soon", grant.end - now < 900);
				bar.firstElementChild.style.inlineSize = \`\${Math.round(Math.min(1, part) * 1e3) / 10}%\`;
			} else if (state === "pending") {
				say(left, grant.begin > now ? \`in \${span(grant.begin - now)}\` : "waits to be issued");
				say(when, \`\${clock(grant.begin, now)} to \${clock(grant.end, now)}\`);
			} else if (state === "refused") {
				say(left, "Refused");
				say(when, clock(grant.begin, now));
			} else {
				say(left, ago(over, now));
				say(when, \`\${clock(over, now)}, after \${span(over - grant.begin)}\`);
			}
		});
		return box;
	}
	/** A heading with a number beside it. */
	const heading = (text, count) => el("h2", {}, text, count !== void 0 && el("span", { class: "count" }, count.toLocaleString("en")));
	const nothing = (text) => el("p", { class: "nothing" }, text);
	const plural = (count, one, many = \`\${one}s\`) => \`\${count.toLocaleString("en")} \${count === 1 ? one : many}\`;
	const soonestFirst = (a, b) => a.end - b.end || a.row - b.row;
	const liveNow = (grants) => grants.filter((grant) => stateAt(grant, clockNow()) === "live").sort(soonestFirst);

// src/render/dashboard/client/views/grant.ts
	const ENDED_WORDS = {
		expired: "at its end",
		"file-removed": "as its file was removed",
		ineligible: "as its person may no longer have it",
		recalled: "as somebody recalled it",
		"out-of-band": "as somebody ended it inside Vault",
		superseded: "as another took its place"
	};
	/** One grant's whole story. */
	function grantView(place, key) {
		const { site, ticker } = place;
		const grant = site.grant(key);
		if (!grant) return {
			title: "No such grant",
			tab: "grants",
			body: [el("h1", { tabindex: "-1" }, "No such grant"), nothing(\`Nothing is told of \${key}.\`)]
		};
		const detail = site.detail(grant);
		const state = el("span", { class: "state" });
		const left = el("span", { class: "left" });
		ticker.add((now) => {
			const is = stateAt(grant, now);
			state.dataset.state = is;
			say(state, STATE_WORDS$1[is]);
			say(left, is === "live" ? \`\${countdown(grant.end - now)} left\` : is === "pending" ? \`until \${clock(grant.end, now)}\` : "");
		});
		return {
			title: \`\${grant.user} · \${grant.role}\`,
			tab: "grants",
			body: [
				el("p", { class: "above" }, "Grant ", el("code", {}, grant.key)),
				el("h1", { tabindex: "-1" }, personLink(grant.user), " on ", roleLink(grant.role)),
				el("p", { class: "standing" }, state, left, grant.marks.map(chip)),
				el("blockquote", { class: "reason" }, el("bdi", {}, grant.reason)),
				el("dl", { class: "facts-list" }, fact$1("From", moment(grant.begin, exact(grant.begin))), fact$1("Until", moment(grant.end, exact(grant.end)), \`, \${span(grant.end - grant.begin)}\`), detail.issued !== void 0 && fact$1("Issued", moment(detail.issued, exact(detail.issued))), detail.ended && fact$1("Ended", moment(detail.ended.at, exact(detail.ended.at)), \` \${ENDED_WORDS[detail.ended.by ?? ""] ?? ""}\`), detail.refused !== void 0 && fact$1("Refused because", el("bdi", { class: "lines" }, detail.refused)), grant.ticket !== "" && fact$1("Ticket", ticketLink(place, grant)), grant.pull > 0 && fact$1("Pull request", pullLink(place, grant)), fact$1("Approved by", grant.approvers.length === 0 ? "nobody" : grant.approvers.join(", ")), grant.access.length > 0 && fact$1("Gives", grant.access.map((path) => el("code", {}, path))), detail.extends !== void 0 && fact$1("Continues", el("a", { href: hashOf("grant", detail.extends) }, detail.extends)), detail.use ? fact$1("Used", \`\${detail.use.requests} requests to Vault, from \${exact(detail.use.first)} over \${span(detail.use.last - detail.use.first)}\`) : site.data.use_read && detail.issued !== void 0 && fact$1("Used", "Vault saw no request with it"), fact$1("File", grant.on_main ? "on main" : "no longer on main")),
				grant.state === "live" && commandToEnd(place, grant),
				heading("Story"),
				story(place, key)
			]
		};
	}
	/** Gone with the access: the page may have been open for longer. */
	function commandToEnd({ ticker }, grant) {
		const code = el("code", {}, \`leasehold revoke \${grant.key} --now\`);
		const command = el("p", { class: "command" }, "To end it now: ", code);
		ticker.add((now) => {
			command.hidden = stateAt(grant, now) !== "live";
		});
		return command;
	}
	const fact$1 = (name, ...value) => el("div", {}, el("dt", {}, name), el("dd", {}, value));
	const EVENT_WORDS = {
		"grant.issued": "Issued",
		"grant.delivered": "Put where its person finds it",
		"grant.refused": "Refused",
		"grant.expiring": "About to end",
		"grant.ended": "End proved",
		"grant.overdue": "Revoke pull request overdue",
		"grant.lingering": "Held for long",
		"grant.unusual": "Unusual",
		"breakglass.used": "Break-glass used",
		"breakglass.reviewed": "Break-glass reviewed",
		"breakglass.overdue": "Review of break-glass overdue"
	};
	function story(place, key) {
		const grant = place.site.grant(key);
		const lines = grant ? place.site.story(grant) : [];
		if (lines.length === 0) return nothing("The audit log tells nothing of it yet.");
		return el("ol", { class: "story" }, lines.map(({ type, at, note }) => el("li", {}, el("b", {}, EVENT_WORDS[type] ?? type), note !== void 0 && el("bdi", { class: "note" }, note), el("span", { class: "when" }, moment(at, exact(at)), ", ", sinceThen(place, at)))));
	}

// src/render/dashboard/client/growing-list.ts
	const STEP = 20;
	/**
	* A list that makes only as many of its rows as somebody has scrolled to: ten thousand grants cost what forty do. The
	* button does the same for those who do not scroll.
	*/
	function growingList(items, row, label) {
		const list = el("ul", {
			class: "list",
			"aria-label": label
		});
		const more = el("button", {
			class: "more",
			type: "button"
		});
		const holder = el("div", { class: "growing" }, list, more);
		let shown = 0;
		const grow = () => {
			const part = document.createDocumentFragment();
			for (const item of items.slice(shown, shown + STEP)) part.append(row(item));
			shown = Math.min(items.length, shown + STEP);
			list.append(part);
			const left = items.length - shown;
			more.hidden = left === 0;
			more.textContent = \`Show more: \${left.toLocaleString("en")} left\`;
		};
		grow();
		more.addEventListener("click", grow);
		if (shown < items.length) {
			const watch = new IntersectionObserver((entries) => {
				if (!entries.at(-1)?.isIntersecting) return;
				grow();
				watch.disconnect();
				if (shown < items.length) watch.observe(more);
			}, { rootMargin: "600px" });
			watch.observe(more);
		}
		return holder;
	}

// src/render/dashboard/client/views/grants.ts
	const STATES = Object.keys(STATE_WORDS$1);
	const MARKS = Object.keys(MARK_WORDS);
	/**
	* All grants, filtered by what the address says. The search field is the one at the top of the page. What stands around
	* the list is made once and stays: letters are typed quickly, hundreds of people are hundreds of options, and a status
	* that is replaced instead of changed is read out by no screen reader.
	*/
	var GrantsView = class {
		#place;
		#search;
		#title = el("h1", { tabindex: "-1" }, "Grants");
		#selections = el("div", { class: "selections" });
		#filters = el("div", { class: "filters" }, this.#selections);
		#found = el("p", {
			class: "found",
			role: "status"
		});
		#list = el("div");
		#selects;
		constructor(place, search) {
			this.#place = place;
			this.#search = search;
			this.#selects = {
				role: this.#selection("Role", place.site.roles),
				user: this.#selection("Person", place.site.users)
			};
		}
		show(route) {
			const filter = filterOf(route.params);
			const found = this.#search.find(filter, clockNow());
			while (this.#filters.firstChild !== this.#selections) this.#filters.firstChild?.remove();
			const choosing = document.createDocumentFragment();
			append(choosing, choices(this.#place, filter));
			this.#selections.before(choosing);
			for (const name of ["role", "user"]) {
				const select = this.#selects[name];
				select.value = filter[name];
				select.onchange = () => {
					location.hash = hashOf("grants", "", {
						...filter,
						[name]: select.value
					});
				};
			}
			const said = sentence$1(found.length, this.#place.site.grants.length, filter);
			if (this.#found.textContent !== said) this.#found.textContent = said;
			this.#list.replaceChildren(found.length === 0 ? nothing("No grant is like that.") : growingList(found, (grant) => grantItem(this.#place, grant), "Grants found"));
			return {
				title: "Grants",
				tab: "grants",
				body: [
					this.#title,
					this.#filters,
					this.#found,
					this.#list
				]
			};
		}
		#selection(label, options) {
			const select = el("select", {}, option("", \`every \${label.toLowerCase()}\`), options.map((one) => option(one, one)));
			this.#selections.append(el("label", { class: "selection" }, el("span", {}, label), select));
			return select;
		}
	};
	const sentence$1 = (found, all, { q }) => found === all ? plural(all, "grant") : \`\${found.toLocaleString("en")} of \${plural(all, "grant")}\${q === "" ? "" : \` for “\${q}”\`}\`;
	/** Links: a filter is an address like any other, to open beside or to send to somebody. Exceptions that nobody has are none to choose. */
	function choices({ site }, filter) {
		const found = MARKS.filter((mark) => mark === filter.mark || site.marks.has(mark));
		return [choice("State", filter, "state", STATES.map((state) => [state, STATE_WORDS$1[state]])), found.length > 0 && choice("Exceptions", filter, "mark", found.map((mark) => [mark, MARK_WORDS[mark]]))];
	}
	function choice(label, filter, name, options) {
		return el("nav", {
			class: "choice",
			"aria-label": label
		}, [["", name === "state" ? "All" : "With or without exceptions"], ...options].map(([value, words]) => el("a", {
			href: hashOf("grants", "", {
				...filter,
				[name]: value
			}),
			"aria-current": filter[name] === value ? "true" : void 0
		}, words)));
	}
	const option = (value, words) => el("option", { value }, words);

// src/render/dashboard/client/strip.ts
	const DAYS = 30;
	const DAY = 86400;
	/** More than these at once lie over each other: that it was crowded is what shows. */
	const LANES = 4;
	function axisOf(now) {
		const to = Math.ceil(now / DAY) * DAY;
		return {
			from: to - 30 * DAY,
			to
		};
	}
	const within = (grant, { from, to }, until) => grant.state !== "refused" && grant.begin < to && until > from;
	const shownOn = (site, axis, grants) => grants.filter((grant) => within(grant, axis, site.until(grant)));
	/** The days of the axis, once for all strips below it. */
	function axisDays(axis) {
		const days = el("div", {
			class: "axis",
			"aria-hidden": "true"
		});
		for (let index = 0; index <= 30; index += 5) {
			const tick = el("span", {}, day(axis.from + index * DAY, axis.to));
			tick.style.insetInlineStart = \`\${index / 30 * 100}%\`;
			days.append(tick);
		}
		return days;
	}
	/** Grants of some days as bars. Read aloud it is a sentence: the list of the same grants says the rest. */
	function strip(site, axis, grants, label) {
		const shown = shownOn(site, axis, grants).sort((a, b) => a.begin - b.begin);
		const box = el("div", {
			class: "strip",
			role: "img",
			"aria-label": \`\${label}: \${sentence(shown)}\`
		});
		const length = axis.to - axis.from;
		const free = [];
		for (const grant of shown) {
			const [begin, end] = [Math.max(grant.begin, axis.from), Math.min(site.until(grant), axis.to)];
			const lane = Math.min(3, laneFor(free, begin));
			free[lane] = Math.max(free[lane] ?? 0, end);
			const bar = el("i", {
				class: \`mark \${grant.marks.includes("break-glass") ? "glass" : ""} \${stateAt(grant, site.data.now)}\`,
				title: \`\${grant.user}: \${grant.role}\\n\${exact(grant.begin)}\\nto \${exact(end)}\`,
				"data-key": grant.key
			});
			bar.style.insetInlineStart = \`\${(begin - axis.from) / length * 100}%\`;
			bar.style.inlineSize = \`\${(end - begin) / length * 100}%\`;
			bar.style.insetBlockStart = \`\${lane * 9 + 4}px\`;
			box.append(bar);
		}
		box.addEventListener("click", ({ target }) => {
			const key = target instanceof HTMLElement ? target.dataset.key : void 0;
			if (key !== void 0) location.hash = hashOf("grant", key);
		});
		box.style.blockSize = \`\${Math.max(1, Math.min(LANES, free.length)) * 9 + 6}px\`;
		return box;
	}
	function laneFor(free, begin) {
		const lane = free.findIndex((end) => end <= begin);
		return lane < 0 ? free.length : lane;
	}
	function sentence(grants) {
		if (grants.length === 0) return \`no grants in \${30} days\`;
		const glass = grants.filter(({ marks }) => marks.includes("break-glass")).length;
		return \`\${grants.length === 1 ? "1 grant" : \`\${grants.length} grants\`} in \${30} days\${glass === 0 ? "" : \`, \${glass} by break-glass\`}\`;
	}

// src/render/dashboard/client/views/groups.ts
/** All roles, those that somebody has now first. */
	function rolesView(place) {
		const { site } = place;
		const described = new Map(site.data.roles.map((role) => [role.name, role.description]));
		return index("Roles", "roles", site.roles, (name) => site.ofRole(name), (name) => [roleLink(name), el("span", { class: "about" }, el("bdi", {}, described.get(name) ?? "No longer a role."))]);
	}
	/** Everybody who has or had something, those who have it now first. */
	function peopleView(place) {
		const { site } = place;
		return index("People", "people", site.users, (name) => site.ofUser(name), (name) => [personLink(name), el("span", { class: "about" }, [...new Set(site.ofUser(name).map(({ role }) => role))].slice(0, 4).join(", "))]);
	}
	function index(title, tab, names, grantsOf, cells) {
		const now = clockNow();
		const lines = names.map((name) => {
			const grants = grantsOf(name);
			return {
				name,
				all: grants.length,
				live: grants.filter((grant) => stateAt(grant, now) === "live").length
			};
		}).sort((a, b) => b.live - a.live || (a.name < b.name ? -1 : 1));
		return {
			title,
			tab,
			body: [el("h1", { tabindex: "-1" }, title), lines.length === 0 ? nothing("None yet.") : growingList(lines, ({ name, all, live }) => el("li", { class: "entry" }, el("div", { class: "cells" }, cells(name)), el("span", { class: "numbers" }, live > 0 && el("b", { class: "on" }, \`\${live} live\`), el("span", {}, plural(all, "grant")))), title)]
		};
	}
	/** One role: what it gives, and everything anybody had of it. */
	function roleView(place, name) {
		const { site } = place;
		const role = site.data.roles.find((one) => one.name === name);
		const review = site.data.review.roles.find((one) => one.role === name);
		const grants = site.ofRole(name);
		return {
			title: name,
			tab: "roles",
			body: [
				el("p", { class: "above" }, "Role"),
				el("h1", { tabindex: "-1" }, name),
				el("p", { class: "about" }, el("bdi", {}, role?.description ?? "main has no role of this name any more.")),
				role && el("dl", { class: "facts-list" }, fact("At most", span(role.max)), fact("Gives", role.paths.map((path) => el("code", {}, path))), fact("Break-glass", role.break_glass ? "possible" : "not possible"), review && fact("Held in 30 days", \`\${span(review.held)} by \${plural(review.people.length, "person", "people")}\`), review?.suggestion && fact("Could be", \`at most \${span(review.suggestion.max)}: nobody \${review.suggestion.because} more\`)),
				...group(place, grants, name, "role")
			]
		};
	}
	/** One person: everything they have and had. */
	function personView(place, name) {
		const { site } = place;
		const grants = site.ofUser(name);
		const shown = grants[0]?.user ?? name;
		const review = site.data.review.people.find(({ user }) => user.toLowerCase() === name.toLowerCase());
		const approved = site.grants.filter(({ approvers }) => approvers.some((login) => login.toLowerCase() === name.toLowerCase())).length;
		return {
			title: shown,
			tab: "people",
			body: [
				el("p", { class: "above" }, "Person"),
				el("h1", { tabindex: "-1" }, el("bdi", {}, shown)),
				el("dl", { class: "facts-list" }, fact("In 30 days", review ? \`\${plural(review.grants, "grant")}, \${span(review.held)} of access, \${review.refused} refused\` : "nothing"), fact("Approved", plural(approved, "grant"))),
				...group(place, grants, shown, "user")
			]
		};
	}
	const fact = (name, value) => el("div", {}, el("dt", {}, name), el("dd", {}, value));
	function group(place, grants, name, hide) {
		if (grants.length === 0) return [nothing("Nobody has asked for it.")];
		const axis = axisOf(place.site.data.now);
		return [
			el("div", { class: "timeline single" }, axisDays(axis), strip(place.site, axis, grants, name)),
			heading("Grants", grants.length),
			growingList(grants, (grant) => grantItem(place, grant, hide), \`Grants of \${name}\`)
		];
	}

// src/render/dashboard/client/views/now.ts
	const MONTH = 2592e3;
	/** The first view: how it stands, exceptions before all else, then who has what, what ends next on top. */
	function nowView(place) {
		const { site } = place;
		const live = liveNow(site.grants);
		const waiting = site.grants.filter((grant) => stateAt(grant, clockNow()) === "pending");
		return {
			title: "Now",
			tab: "",
			body: [
				headline(place, live),
				exceptions(place),
				needsALook(place),
				heading("Has access now", live.length),
				live.length === 0 ? nothing("Nobody. What somebody had has ended.") : growingList(live, (grant) => grantItem(place, grant), "Live grants, what ends next first"),
				waiting.length > 0 && [heading("Waiting", waiting.length), growingList(waiting, (grant) => grantItem(place, grant), "Grants that wait")]
			]
		};
	}
	function headline(place, live) {
		const title = el("h1", { tabindex: "-1" });
		const next = el("p", { class: "next" });
		const soonest = el("span", { class: "left" });
		const first = live[0];
		if (first) next.append("Next to end: ", personLink(first.user), " on ", roleLink(first.role), ", in ", soonest);
		place.ticker.add((now) => {
			const still = live.filter(({ end }) => end > now);
			const people = new Set(still.map(({ user }) => user.toLowerCase())).size;
			say(title, still.length === 0 ? "Nobody has access." : \`\${plural(people, "person has", "people have")} access, by \${plural(still.length, "grant")}.\`);
			if (!first) return;
			next.hidden = first.end <= now;
			say(soonest, countdown(first.end - now));
		});
		return el("header", { class: "headline" }, title, next);
	}
	const TILES = [
		["break-glass", "Break-glass"],
		["extended", "Extended"],
		["refused", "Refused"],
		["unrecorded", "Unrecorded"],
		["overdue", "Overdue"]
	];
	/** What is out of the usual, counted over 30 days: also where there is none, as that is an answer too. */
	function exceptions({ site }) {
		const since = site.data.now - MONTH;
		const recent = site.grants.filter((grant) => grant.end > since);
		const orphans = site.data.attention.filter(({ kind, key }) => kind === "unrecorded" && !site.grant(key ?? "")).length;
		const tiles = TILES.map(([mark, words]) => {
			const marks = mark === "unrecorded" ? ["unrecorded", "unproved"] : [mark];
			const count = recent.filter((grant) => marks.some((one) => grant.marks.includes(one))).length + (mark === "unrecorded" ? orphans : 0);
			return el("li", {}, el("a", {
				class: \`tile tile-\${mark}\${count === 0 ? " none" : ""}\`,
				href: hashOf("grants", "", { mark })
			}, el("b", {}, count.toLocaleString("en")), el("span", {}, words)));
		});
		return el("section", { "aria-label": "Exceptions of the last 30 days" }, el("h2", {}, "Exceptions", el("span", { class: "beside" }, "last 30 days")), el("ul", { class: "tiles" }, tiles));
	}
	const KIND_WORDS = {
		mismatch: "Mismatch",
		unrecorded: "Unrecorded",
		unproved: "End not proved",
		unreviewed: "Not reviewed",
		"break-glass": "Break-glass",
		"rotation-missed": "Rotation missed",
		"rotation-failed": "Rotation failed",
		"schedule-late": "Schedule late",
		overdue: "Overdue",
		refused: "Refused",
		lingering: "Held for long",
		unusual: "Unusual"
	};
	function needsALook(place) {
		const { attention } = place.site.data;
		return el("section", {}, heading("Needs a look", attention.length), attention.length === 0 ? nothing("Nothing. Every end is proved, every rotation on time.") : growingList(attention, (item) => el("li", { class: \`alarm \${item.severity}\` }, el("span", { class: "kind" }, KIND_WORDS[item.kind]), el("a", {
			class: "what",
			href: item.rotation ? hashOf("rotations") : item.key ? hashOf("grant", item.key) : hashOf("")
		}, el("bdi", {}, item.message)), el("span", { class: "when" }, sinceThen(place, item.at))), "What needs a look"));
	}

// src/render/dashboard/client/views/review.ts
/** For those who review access: per role, what was asked for, held and used, and what could be less. */
	function reviewView({ site }) {
		const { review, now } = site.data;
		const used = review.roles.filter(({ grants }) => grants > 0);
		const unused = review.roles.filter(({ grants, declared }) => grants === 0 && declared);
		const never = review.people.filter(({ refused, grants }) => refused === 0 && grants > 0);
		const shorter = review.roles.filter(({ suggestion }) => suggestion !== void 0);
		return {
			title: "Access review",
			tab: "review",
			body: [
				el("h1", { tabindex: "-1" }, "Access review"),
				el("p", { class: "about" }, \`Grants that began from \${day(review.period.from, now)} to \${day(review.period.to, now)}.\`, !review.use_read && " How much of the time was really used is not known: no log of Vault's audit device was given."),
				heading("Shorter maxima", shorter.length),
				shorter.length === 0 ? nothing("None to suggest.") : el("ul", { class: "list" }, shorter.map(({ role, max, suggestion, longest_asked, longest_used }) => el("li", { class: "entry" }, el("div", { class: "cells" }, roleLink(role), el("span", { class: "about" }, suggestion?.because === "used" ? \`the longest use was \${span(longest_used ?? 0)}\` : \`nobody asked for more than \${span(longest_asked)}\`)), el("span", { class: "numbers" }, el("s", {}, span(max ?? 0)), el("b", {}, span(suggestion?.max ?? 0)))))),
				heading("Roles", used.length),
				used.length === 0 ? nothing("No grant began in this time.") : roleTable(used, review.use_read),
				heading("Roles nobody used", unused.length),
				unused.length === 0 ? nothing("Every role was used.") : names(unused.map(({ role }) => roleLink(role))),
				heading("People never refused", never.length),
				el("p", { class: "about" }, "Refusals are those of apply. What was given up on a pull request before the merge is not among them."),
				never.length === 0 ? nothing("None.") : names(never.map(({ user }) => personLink(user)))
			]
		};
	}
	const names = (links) => el("ul", { class: "names" }, links.map((link) => el("li", {}, link)));
	function roleTable(rows, use_read) {
		const head = [
			"Role",
			"Grants",
			"People",
			"Asked for",
			"Held",
			...use_read ? ["Used", "Never used"] : [],
			"Longest",
			"At most",
			"Refused"
		];
		return el("div", {
			class: "scroll",
			tabindex: "0",
			role: "region",
			"aria-label": "Roles"
		}, el("table", {}, el("thead", {}, el("tr", {}, head.map((text) => el("th", { scope: "col" }, text)))), el("tbody", {}, rows.map((row) => el("tr", {}, el("th", { scope: "row" }, roleLink(row.role)), [
			\`\${row.grants}\${row.break_glass > 0 ? \`, \${plural(row.break_glass, "by break-glass", "by break-glass")}\` : ""}\`,
			String(row.people.length),
			span(row.asked),
			span(row.held),
			...use_read ? [span(row.used ?? 0), String(row.never_used ?? 0)] : [],
			span(row.longest_asked),
			row.max === void 0 ? "–" : span(row.max),
			String(row.refused)
		].map((text) => el("td", {}, text)))))));
	}

// src/render/dashboard/client/views/rotations.ts
	const STATE_WORDS = {
		fresh: "On time",
		owed: "Owed",
		missed: "Missed",
		unknown: "Unknown"
	};
	/** Health of every rotation, and what happened to it. */
	function rotationsView(place) {
		const { rotations } = place.site.data;
		const history = rotations.flatMap(({ name, history }) => history.map((one) => ({
			name,
			...one
		}))).sort((a, b) => b.at - a.at);
		return {
			title: "Rotations",
			tab: "rotations",
			body: [
				el("h1", { tabindex: "-1" }, "Rotations"),
				rotations.length === 0 ? nothing("No rotation is declared in policies/rotations/.") : el("ul", { class: "cards" }, rotations.map((rotation) => card(place, rotation))),
				heading("History", history.length),
				el("p", { class: "found" }, el("a", {
					href: "rotations.csv",
					download: "rotations.csv"
				}, "rotations.csv"), " has the same as a table."),
				history.length === 0 ? nothing("Nothing has been rotated yet.") : growingList(history, ({ name, at, what, why, message }) => el("li", { class: \`entry \${what}\` }, el("div", { class: "cells" }, el("b", {}, name), el("span", { class: "about" }, el("bdi", {}, message || why))), el("span", { class: "numbers" }, el("span", { class: \`dot \${what}\` }, what), moment(at, exact(at)))), "History of rotations")
			]
		};
	}
	function card(place, rotation) {
		const { name, description, kind, every, state, last, next, late_by, owed_since, failed } = rotation;
		const due = el("dd");
		if (next !== void 0) place.ticker.add((now) => say(due, next > now ? \`in \${span(next - now)}\` : \`since \${span(now - next)}\`));
		return el("li", { class: \`card \${state}\` }, el("h2", {}, name, el("span", { class: \`dot \${state}\` }, STATE_WORDS[state])), el("p", { class: "about" }, el("bdi", {}, description)), el("dl", {}, el("div", {}, el("dt", {}, "Last"), el("dd", {}, last === void 0 ? "nobody knows" : sinceThen(place, last))), el("div", {}, el("dt", {}, "Every"), el("dd", {}, every === void 0 ? "after grants" : span(every))), next !== void 0 && el("div", {}, el("dt", {}, "Due"), due), late_by !== void 0 && el("div", { class: "bad" }, el("dt", {}, "Late by"), el("dd", {}, span(late_by))), owed_since !== void 0 && el("div", {}, el("dt", {}, "Owed"), el("dd", {}, "since ", sinceThen(place, owed_since))), el("div", {}, el("dt", {}, "Kind"), el("dd", {}, kind))), failed && el("p", { class: "bad" }, el("bdi", {}, failed.message)));
	}

// src/render/dashboard/client/views/timeline.ts
/** The last 30 days, a line for each role or for each person; who had most is on top. */
	function timelineView({ site }, route) {
		const by = route.params.get("by") === "person" ? "person" : "role";
		const axis = axisOf(site.data.now);
		const lines = (by === "role" ? site.roles : site.users).map((name) => ({
			name,
			grants: shownOn(site, axis, by === "role" ? site.ofRole(name) : site.ofUser(name))
		})).filter(({ grants }) => grants.length > 0).sort((a, b) => b.grants.length - a.grants.length || (a.name < b.name ? -1 : 1));
		return {
			title: "Timeline",
			tab: "timeline",
			body: [
				el("h1", { tabindex: "-1" }, "The last 30 days"),
				el("nav", {
					class: "choice",
					"aria-label": "Lines"
				}, ["role", "person"].map((one) => el("a", {
					href: hashOf("timeline", "", { by: one }),
					"aria-current": one === by ? "true" : void 0
				}, \`By \${one}\`)), el("span", { class: "legend" }, el("i", { class: "mark live" }), "live", el("i", { class: "mark ended" }), "ended", el("i", { class: "mark glass" }), "break-glass")),
				lines.length === 0 ? nothing("Nobody had anything in these days.") : el("div", { class: "timeline" }, el("div", { class: "line head" }, el("span"), axisDays(axis)), growingList(lines, ({ name, grants }) => line(name, grants), \`Grants by \${by}\`))
			]
		};
		function line(name, grants) {
			return el("li", { class: "line" }, el("span", { class: "name" }, by === "role" ? roleLink(name) : personLink(name), el("small", {}, grants.length)), strip(site, axis, grants, name));
		}
	}

// src/render/dashboard/client/main.ts
	const read = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "{}");
	/** The page's own data: written by the same version of Leasehold as this script, into the same file. */
	const site = new Site(read("site-data"), () => read("story-data"));
	const search = new Search(site.grants);
	const ticker = new Ticker();
	const place = {
		site,
		ticker
	};
	const frame = frameOf(site);
	let allGrants;
	const grants = () => {
		allGrants ??= new GrantsView(place, search);
		return allGrants;
	};
	const VIEWS = {
		"": () => nowView(place),
		grants: (route) => grants().show(route),
		grant: ({ name }) => grantView(place, name),
		timeline: (route) => timelineView(place, route),
		roles: () => rolesView(place),
		role: ({ name }) => roleView(place, name),
		people: () => peopleView(place),
		person: ({ name }) => personView(place, name),
		rotations: () => rotationsView(place),
		review: () => reviewView(place)
	};
	function show() {
		const route = readRoute(location.hash);
		ticker.clear();
		frame.tick(ticker);
		const { title, body, tab } = (Object.hasOwn(VIEWS, route.view) ? VIEWS[route.view]?.(route) : void 0) ?? {
			title: "Not here",
			body: [el("h1", { tabindex: "-1" }, "There is no such view")],
			tab: void 0
		};
		const there = frame.main.childNodes;
		if (there.length !== body.length || body.some((part, index) => part !== there[index])) {
			const parts = document.createDocumentFragment();
			append(parts, body);
			frame.main.replaceChildren(parts);
		}
		document.title = \`\${title} · \${site.data.repository.slug}\`;
		frame.markTab(tab);
		const { q } = filterOf(route.params);
		if (frame.search !== document.activeElement) frame.search.value = q;
	}
	/** After a click one reads on at the top, and hears the new title; whoever types goes on typing. */
	function arrive() {
		show();
		if (frame.search === document.activeElement) return;
		scrollTo(0, 0);
		frame.main.querySelector("h1")?.focus({ preventScroll: true });
	}
	frame.search.addEventListener("input", () => {
		const route = readRoute(location.hash);
		const params = route.view === "grants" ? filterOf(route.params) : {};
		const hash = hashOf("grants", "", {
			...params,
			q: frame.search.value
		});
		if (route.view === "grants") history.replaceState(null, "", hash);
		else history.pushState(null, "", hash);
		show();
	});
	document.addEventListener("keydown", (event) => {
		const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
		if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
		event.preventDefault();
		frame.search.focus();
	});
	addEventListener("hashchange", arrive);
	addEventListener("popstate", show);
	document.getElementById("app")?.replaceWith(frame.element);
	show();
	ticker.start();
	const prepare = () => {
		search.prepare();
		grants();
	};
	if ("requestIdleCallback" in globalThis) requestIdleCallback(prepare, { timeout: 500 });
	else setTimeout(prepare, 200);

})();`;

// src/render/dashboard/vocabulary.ts
const STATES = [
	"live",
	"pending",
	"refused",
	"ended"
];
const ENDED_BY = [
	"expired",
	"file-removed",
	"ineligible",
	"recalled",
	"out-of-band",
	"superseded"
];
const MARKS = [
	"break-glass",
	"unreviewed",
	"extended",
	"refused",
	"unrecorded",
	"unproved",
	"overdue",
	"lingering",
	"unusual"
];

// src/render/dashboard/site-data.ts
const UNSEEN = /(?!\t|\n)[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;
const seen = (text) => text.replace(UNSEEN, "�");
function siteData(report) {
	const words = new Words();
	const grants = columnsOf(report.grants, report.now, words);
	return cleaned({
		now: report.now,
		repository: report.repository,
		...report.tickets ? { tickets: report.tickets } : {},
		commit: report.commit,
		vault_read: report.vault_read,
		use_read: report.use_read,
		attention: report.attention,
		roles: report.roles,
		rotations: report.rotations,
		schedule: report.schedule,
		review: report.review,
		words: words.all,
		grants
	});
}
function columnsOf(grants, now, words) {
	const sparse = (value) => grants.flatMap((grant, row) => {
		const found = value(grant);
		return found === void 0 ? [] : [[row, found]];
	});
	return {
		role: grants.map(({ role }) => words.place(role)),
		user: grants.map(({ user }) => words.place(user)),
		id: grants.map(({ key, role }) => key.slice(role.length + 1)),
		reason: grants.map(({ reason }) => reason),
		ticket: grants.map(({ ticket }) => ticket ?? ""),
		begin: grants.map(({ begin }) => begin - now),
		seconds: grants.map(({ begin, end }) => end - begin),
		state: grants.map(({ state }) => STATES.indexOf(state)),
		marks: grants.map(({ marks }) => marks.reduce((bits, mark) => bits | 1 << MARKS.indexOf(mark), 0)),
		on_main: grants.map(({ on_main }) => on_main ? 1 : 0),
		pull: grants.map(({ pull_request }) => pull_request ?? 0),
		approvers: grants.map(({ approvers }) => words.place((approvers ?? []).join("\n"))),
		access: grants.map((grant) => words.place(grant.access.map(({ path }) => path).join("\n"))),
		issued: sparse(({ issued_at, begin }) => issued_at === void 0 ? void 0 : issued_at - begin),
		ended: sparse(({ ended_at, ended_by, begin }) => ended_at === void 0 ? void 0 : [ended_at - begin, ended_by ? ENDED_BY.indexOf(ended_by) : -1]),
		refused: sparse(({ refused_because }) => refused_because.length === 0 ? void 0 : refused_because.join("\n")),
		extends: sparse((grant) => grant.extends),
		use: sparse(({ use, begin }) => use && [
			use.first - begin,
			use.last - begin,
			use.requests
		])
	};
}
function storyData(report) {
	const rows = new Map(report.grants.map(({ key }, row) => [key, row]));
	const [types, words] = [new Words(), new Words()];
	const columns = {
		type: report.story.map(({ type }) => types.place(type)),
		subject: report.story.map(({ subject }) => rows.get(subject) ?? -1 - words.place(subject)),
		at: report.story.map(({ at }) => at - report.now),
		note: report.story.map(({ note }) => note === void 0 ? -1 : words.place(note))
	};
	return cleaned({
		types: types.all,
		words: words.all,
		...columns
	});
}
var Words = class {
	all = [];
	#places = /* @__PURE__ */ new Map();
	place(word) {
		const known = this.#places.get(word);
		if (known !== void 0) return known;
		this.#places.set(word, this.all.length);
		return this.all.push(word) - 1;
	}
};
function cleaned(value) {
	if (typeof value === "string") return seen(value);
	if (Array.isArray(value)) return typeof value[0] === "number" ? value : value.map(cleaned);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cleaned(one)]));
}

// src/render/dashboard/page.ts
const MARK = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><rect width=\"32\" height=\"32\" rx=\"8\" fill=\"#0f6e63\"/><path d=\"M16 6.5a9.5 9.5 0 1 0 9.5 9.5\" fill=\"none\" stroke=\"#fff\" stroke-width=\"2.6\" stroke-linecap=\"round\"/><path d=\"M16 10.5V16l4 2.6\" fill=\"none\" stroke=\"#fff\" stroke-width=\"2.6\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/><circle cx=\"22.6\" cy=\"9.2\" r=\"2.4\" fill=\"#ffc861\"/></svg>";
const hashOf = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const POLICY = [
	"default-src 'none'",
	`script-src ${hashOf(SCRIPT)}`,
	`style-src ${hashOf(STYLE)}`,
	"img-src data:",
	"base-uri 'none'",
	"form-action 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types 'none'"
].join("; ");
function dashboardPage(report) {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Leasehold</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(MARK)}">
<style>${STYLE}</style>
</head>
<body>
<div id="app"></div>
<noscript><p class="noscript">This page draws itself with a script of its own, and needs it. What it shows is in report.json beside it.</p></noscript>
<script type="application/json" id="site-data">${inScript(siteData(report))}<\/script>
<script type="application/json" id="story-data">${inScript(storyData(report))}<\/script>
<script>${SCRIPT}<\/script>
</body>
</html>
`;
}
const inScript = (value) => JSON.stringify(value).replaceAll("<", "\\u003c");

// src/render/dashboard/report-json.ts
const reportJson = (report) => ({
	at: formatInstant(report.now),
	repository: report.repository.slug,
	commit: report.commit,
	vault_read: report.vault_read,
	use_read: report.use_read,
	attention: report.attention.map((item) => ({
		...item,
		at: formatInstant(item.at)
	})),
	schedule: {
		...moment("seen", report.schedule.seen),
		sure: report.schedule.sure,
		expected: report.schedule.expected,
		gaps: report.schedule.gaps.map((gap) => ({
			...moment("from", gap.from),
			to: formatInstant(gap.to),
			seconds: gap.seconds
		}))
	},
	rotations: report.rotations.map(({ history, last, next, owed_since, failed, ...rest }) => ({
		...rest,
		...moment("last", last),
		...moment("next", next),
		...moment("owed_since", owed_since),
		...failed ? { failed: {
			...failed,
			at: formatInstant(failed.at)
		} } : {}
	})),
	review: {
		...report.review,
		period: {
			from: formatInstant(report.review.period.from),
			to: formatInstant(report.review.period.to)
		}
	},
	roles: report.roles,
	grants: report.grants.map(grantJson)
});
const grantJson = (grant) => {
	const { begin, end, issued_at, ended_at, use, access, ...rest } = grant;
	return {
		...rest,
		begin: formatInstant(begin),
		end: formatInstant(end),
		...moment("issued_at", issued_at),
		...moment("ended_at", ended_at),
		access: access.map(({ path, capabilities }) => ({
			path,
			capabilities
		})),
		...use ? { use: {
			...use,
			first: formatInstant(use.first),
			last: formatInstant(use.last)
		} } : {}
	};
};
const moment = (name, at) => at === void 0 ? {} : { [name]: formatInstant(at) };

// src/render/dashboard/rotations-csv.ts
function rotationsCsv(rotations) {
	const rows = rotations.flatMap(({ name, kind, history }) => history.map((one) => ({
		at: one.at,
		cells: cellsOf(name, kind, one)
	})));
	rows.sort((a, b) => a.at - b.at);
	return [[
		"time",
		"rotation",
		"kind",
		"what",
		"why",
		"owed_by",
		"message"
	], ...rows.map(({ cells }) => cells)].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}
const cellsOf = (name, kind, { at, what, why, owed_by, message }) => [
	formatInstant(at),
	name,
	kind,
	what,
	why,
	owed_by.join(" "),
	message
];
function cell(text) {
	const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll("\"", "\"\"")}"` : harmless;
}

// src/render/dashboard/site.ts
const dashboardSite = (report) => /* @__PURE__ */ new Map([
	["index.html", dashboardPage(report)],
	["report.json", `${JSON.stringify(reportJson(report))}\n`],
	["rotations.csv", rotationsCsv(report.rotations)]
]);

export { dashboardSite };