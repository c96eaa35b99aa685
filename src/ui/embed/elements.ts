import type { Network } from '../../model/Address.ts';
import type { NetworkOf } from '../../scene/addresses.ts';
import { addressesIn } from '../../scene/addressesIn.ts';
import { MARK } from '../kit/networkMarks.ts';

type Attributes = Record<string, string | boolean | ((event: Event) => void)>;

/** Makes an element: attributes, `on…` listeners, children. Text only ever becomes text nodes. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (typeof value === 'boolean') made.toggleAttribute(name, value);
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** A text in which every address is shown as it says; all else stays as it is. */
export function inPieces(text: string, show: (ip: string, written: string) => Node | string): (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let at = 0;
  for (const { start, end, ip } of addressesIn(text)) {
    nodes.push(text.slice(at, start), show(ip, text.slice(start, end)));
    at = end;
  }
  return [...nodes, text.slice(at)];
}

/** A sentence in which every address carries its network: mark, hue and word. */
export const marked = (text: string, networkOf: NetworkOf, names: Record<Network, string>): (Node | string)[] =>
  inPieces(text, (ip, written) => {
    const network = networkOf(ip);
    const mark = element('span', { 'aria-hidden': 'true' }, `${MARK[network]}\u00A0`);
    return element('span', { class: `address ${network}`, title: names[network] }, mark, written);
  });

const glyphs = {
  play: 'M4 2.5v11l9.5-5.5z',
  pause: 'M3.5 2.5h3.2v11H3.5zM9.3 2.5h3.2v11H9.3z',
  back: 'M11.5 2.5v11L4 8z',
  forward: 'M4.5 2.5v11L12 8z',
  again: 'M8 3V.8L4.6 3.6 8 6.4V4.4a3.9 3.9 0 1 1-3.9 3.9H2.7A5.3 5.3 0 1 0 8 3z',
  open: 'M9 2h5v5h-1.6V4.7L7.6 9.5 6.5 8.4l4.8-4.8H9zM3 4h4v1.5H4.500v6h6V9H12v4H3z',
} as const;

/** A small picture for a button; its name is the button's. */
export function glyph(name: keyof typeof glyphs): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', glyphs[name]);
  svg.append(path);
  return svg;
}
