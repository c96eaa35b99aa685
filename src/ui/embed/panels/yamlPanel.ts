import { hopFromLine, placeOfHop } from '../../../app/causes.ts';
import { withEscapes } from '../../../scene/visibleText.ts';
import { element } from '../elements.ts';
import type { Bench } from './Bench.ts';
import { yamlLine } from './yamlLine.ts';

/** After the last key this many milliseconds without another, the picture follows. */
const PAUSE = 150;

const lineOf = (text: string): HTMLElement =>
  element('div', {}, ...yamlLine(text).map((piece) => element('span', { class: piece.kind }, withEscapes(piece.text))));

/**
 * The text of the scenario: the lines that what is shown comes from are lit, and a click in a line leads to its hop. A
 * plain text field lies over lines with hues: nothing of an editor has to be loaded for it.
 */
export function yamlPanel(bench: Bench): HTMLElement {
  const { readonly, state, stage, words } = bench.set;
  const paper = element('div', { class: 'paper', 'aria-hidden': 'true' });
  const area = element('textarea', {
    'aria-label': words.page.sheets.yaml,
    readonly,
    wrap: 'off',
    spellcheck: 'false',
    autocapitalize: 'off',
    autocomplete: 'off',
  });
  area.value = state.yaml;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown = '';
  let lit = '';

  const darken = (): void => {
    lit = '';
    for (const line of paper.querySelectorAll('.lit')) line.classList.remove('lit');
  };
  /** Only lines that are new are made: a key must not cost more in a long text. */
  const paint = (): void => {
    const [before, now] = [shown.split('\n'), area.value.split('\n')];
    const known = paper.hasChildNodes() ? Math.min(before.length, now.length) : 0;
    let head = 0;
    while (head < known && before[head] === now[head]) head += 1;
    let tail = 0;
    while (tail < known - head && before.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
    for (const line of [...paper.children].slice(head, paper.children.length - tail)) line.remove();
    const made = now.slice(head, now.length - tail).map(lineOf);
    const after = paper.children[head];
    if (after) after.before(...made);
    else paper.append(...made);
    shown = area.value;
    darken();
  };
  /** Where the text still is what the fields were found in. */
  const light = (): void => {
    const { now, places } = bench;
    const span = now && places.text === shown ? placeOfHop(now.hop, places) : null;
    const first = span ? shown.slice(0, span.start).split('\n').length - 1 : 0;
    const count = span ? shown.slice(span.start, span.end).trimEnd().split('\n').length : 0;
    if (lit === `${first} ${count}`) return;
    darken();
    lit = `${first} ${count}`;
    const lines = [...paper.children].slice(first, first + count) as HTMLElement[];
    for (const line of lines) line.classList.add('lit');
    const [line] = lines;
    if (!line) return;
    const above = line.offsetTop < area.scrollTop;
    const below = line.offsetTop + 3 * line.offsetHeight > area.scrollTop + area.clientHeight;
    if (above || below) area.scrollTop = line.offsetTop - area.clientHeight / 3;
  };
  const follow = (): void => {
    paper.style.transform = `translate(${-area.scrollLeft}px, ${-area.scrollTop}px)`;
  };
  area.addEventListener('scroll', follow);
  area.addEventListener('input', () => {
    paint();
    follow();
    clearTimeout(timer);
    timer = setTimeout(() => void bench.edit(area.value), PAUSE);
  });
  area.addEventListener('click', () => {
    const { now, places } = bench;
    if (!now || places.text !== shown || area.selectionStart !== area.selectionEnd) return;
    const at = area.selectionStart;
    const end = shown.indexOf('\n', at);
    const start = shown.lastIndexOf('\n', at - 1) + 1;
    const hop = hopFromLine(now.trace, places, { start, end: end < 0 ? shown.length : end });
    if (hop !== null) stage.player.seekHop(hop);
  });
  paint();
  // once it is in the page
  queueMicrotask(() => bench.subscribe(light));
  return element('div', { class: 'yaml' }, paper, area);
}
