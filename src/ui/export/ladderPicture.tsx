import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { traceOf } from '../../app/store.ts';
import type { Trace } from '../../model/Trace.ts';
import { type Ladder, ladderOf } from '../../scene/ladder.ts';
import type { LadderCatalog } from '../../scene/ladderWork.ts';
import { loadLadder } from '../../words/parts.ts';
import { AppContext } from '../context.ts';
import { LadderHead } from '../ladder/LadderHead.tsx';
import { LadderRowView } from '../ladder/LadderRowView.tsx';
import { readTokens } from '../canvas/readTokens.ts';
import type { Job } from './exports.ts';
import { backstage } from './tokensOf.ts';

const WIDTH = 1000;
/** Pixels for each unit of a PNG. */
const SHARP = 2;
const SVG = 'http://www.w3.org/2000/svg';

/** What a style sheet says of a drawing, which must stand in the file itself. */
const STYLES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'text-decoration-line',
  'opacity',
  'white-space-collapse',
];

/** Copies a drawing with its styles in it. */
function withStyles(element: Element): Element {
  const copy = element.cloneNode(false) as SVGElement;
  copy.removeAttribute('class');
  const style = getComputedStyle(element);
  for (const name of STYLES) {
    const value = style.getPropertyValue(name);
    if (value && value !== 'normal' && value !== 'auto') copy.style.setProperty(name, value);
  }
  for (const child of element.childNodes) copy.append(child instanceof Element ? withStyles(child) : child.cloneNode());
  return copy;
}

function Sheet({ catalog, ladder, trace }: { catalog: LadderCatalog; ladder: Ladder; trace: Trace }) {
  return (
    <div>
      <LadderHead ladder={ladder} />
      <ol>
        {ladder.rows.map((row) => (
          <LadderRowView
            key={row.hop ?? 'end'}
            catalog={catalog}
            ladder={ladder}
            row={row}
            trace={trace}
            isNow={false}
            choose={() => {}}
          />
        ))}
      </ol>
    </div>
  );
}

/** Lets the page go on, between the drawings of two hops. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** The drawings of the ladder, one under the other, as one. */
async function drawn(host: HTMLElement, title: string, { choice, onProgress, signal }: Job): Promise<SVGSVGElement> {
  const whole = document.createElementNS(SVG, 'svg');
  const name = document.createElementNS(SVG, 'title');
  name.textContent = title;
  const back = document.createElementNS(SVG, 'rect');
  back.setAttribute('fill', readTokens(host).bg);
  whole.append(name, ...(choice.transparent ? [] : [back]));
  let [width, y] = [0, 0];
  const parts = [...host.querySelectorAll('svg')];
  for (const [i, part] of parts.entries()) {
    const group = document.createElementNS(SVG, 'g');
    group.setAttribute('transform', `translate(0 ${y})`);
    group.append(...[...part.children].map(withStyles));
    whole.append(group);
    width = Math.max(width, Number(part.getAttribute('width')));
    y += Number(part.getAttribute('height'));
    onProgress((i + 1) / parts.length);
    await pause();
    signal.throwIfAborted();
  }
  for (const element of [whole, back]) {
    element.setAttribute('width', String(width));
    element.setAttribute('height', String(y));
  }
  whole.setAttribute('viewBox', `0 0 ${width} ${y}`);
  return whole;
}

async function asPng(svg: Blob, width: number, height: number): Promise<Blob> {
  const url = URL.createObjectURL(svg);
  try {
    const image = new Image(width, height);
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width * SHARP, height * SHARP];
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('canvas'))), 'image/png'),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

/**
 * The ladder as a file, drawn by the same components as in the page, hop by hop; null while nothing is followed.
 */
export async function ladderPicture(job: Job, kind: 'png' | 'svg', title: string): Promise<Blob | null> {
  const { app, choice } = job;
  const state = app.store.getState();
  const trace = traceOf(state);
  if (!state.result || !trace) return null;
  const catalog = { ...state.words, ladder: await loadLadder(state.language) };
  const ladder = ladderOf(state.result, trace, catalog, WIDTH);
  const host = backstage(choice.theme);
  const root = createRoot(host);
  try {
    flushSync(() =>
      root.render(
        <AppContext value={app}>
          <Sheet catalog={catalog} ladder={ladder} trace={trace} />
        </AppContext>,
      ),
    );
    const svg = await drawn(host, title, job);
    const file = new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' });
    return kind === 'svg' ? file : asPng(file, Number(svg.getAttribute('width')), Number(svg.getAttribute('height')));
  } finally {
    root.unmount();
    host.remove();
  }
}
