import type { NetworkOf } from '../../scene/addresses.ts';
import type { Catalog } from '../../words/en.ts';
import type { HopLine } from '../../scene/hopList.ts';
import { hopAt, hopsOf } from '../../scene/playback.ts';
import type { Player } from '../canvas/Player.ts';
import { element, glyph, marked } from './elements.ts';

export interface Controls {
  root: HTMLElement;
  /** Shows another film, and of which network each address in it is. */
  load(lines: HopLine[], networkOf?: NetworkOf): void;
}

/** Play, steps, the sentence of the hop, and the hops themselves as the timeline: plain buttons, usable by keyboard. */
export function playControls(
  player: Player,
  { embed, player: names, picture }: Catalog,
  options: { timeline: boolean; link: HTMLAnchorElement },
): Controls {
  let lines: HopLine[] = [];
  let networkOf: NetworkOf = () => 'outside';
  let shown = -1;
  const play = element('button', { class: 'play', type: 'button', onclick: () => player.toggle() });
  const back = element(
    'button',
    { type: 'button', 'aria-label': embed.back, onclick: () => player.step(-1) },
    glyph('back'),
  );
  const forward = element(
    'button',
    { type: 'button', 'aria-label': embed.forward, onclick: () => player.step(1) },
    glyph('forward'),
  );
  const count = element('span', { class: 'count' });
  const words = element('span');
  const sentence = element('p', { class: 'sentence' }, count, words);
  const list = element('ol', { class: 'hops', 'aria-label': names.hops });
  const strip = element(
    'div',
    { class: 'strip', role: 'group', 'aria-label': names.name },
    play,
    back,
    forward,
    sentence,
    options.link,
  );
  const root = element('div', {}, ...(options.timeline ? [list] : []), strip);

  const show = (): void => {
    const { position, playing, marks } = player.state;
    const hops = hopsOf(marks);
    const over = !playing && hops > 0 && position >= hops;
    const name = playing ? names.pause : over ? embed.playAgain : names.play;
    if (play.ariaLabel !== name) {
      play.ariaLabel = name;
      play.replaceChildren(glyph(playing ? 'pause' : over ? 'again' : 'play'));
    }
    const at = hopAt(position, hops);
    back.disabled = at === 0;
    forward.disabled = at >= hops - 1;
    // A sentence is spoken only while the reader goes by steps: playing would never stop talking.
    sentence.setAttribute('aria-live', playing ? 'off' : 'polite');
    if (at === shown) return;
    shown = at;
    const line = lines[at];
    count.textContent = line ? embed.count(at + 1, lines.length) : '';
    words.replaceChildren(...marked(line?.sentence ?? '', networkOf, picture.networks));
    [...list.children].forEach((item, i) => {
      item.className = i < at ? 'done' : i === at ? 'now' : '';
      item.firstElementChild?.toggleAttribute('aria-current', i === at);
    });
  };
  player.subscribe(show);
  return {
    root,
    load(next, known = networkOf) {
      lines = next;
      networkOf = known;
      shown = -1;
      list.replaceChildren(
        ...lines.map((line, i) => {
          const label = `${i + 1}. ${line.place}${line.hook ? `, ${line.hook}` : ''}: ${line.label}`;
          const go = (): void => player.seekHop(i);
          return element(
            'li',
            {},
            element(
              'button',
              { type: 'button', 'aria-label': label, title: label, 'data-name': line.place, onclick: go },
              line.place,
            ),
          );
        }),
      );
      show();
    },
  };
}
