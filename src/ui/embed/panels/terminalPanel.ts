import { placesToSend } from '../../../app/places.ts';
import { EXAMPLES } from '../../../app/terminalExamples.ts';
import { placeName } from '../../../model/placeName.ts';
import type { TypedLine } from '../../../model/Scenario.ts';
import { withEscapes } from '../../../scene/visibleText.ts';
import { inLanguage } from '../../../words/inLanguage.ts';
import { MARK } from '../../kit/networkMarks.ts';
import { element, inPieces } from '../elements.ts';
import type { Bench } from './Bench.ts';

/**
 * The terminal: the scenario's own commands one after another on a click, and, unless it is read only, a prompt. Tab
 * leaves the prompt, as it leaves everything in a frame, so there is no completion.
 */
export function terminalPanel(bench: Bench): HTMLElement {
  const { words, language, readonly } = bench.set;
  const names = words.terminal;
  const log = element('div', { class: 'log', role: 'log', tabindex: '0', 'aria-label': names.name });
  const steps = bench.result.scenario.steps.filter(({ run }) => run !== undefined);
  let next = 0;

  /** Addresses that the cluster knows in their network's hue; the columns stay as they were printed. */
  const printed = (text: string): (Node | string)[] =>
    inPieces(text, (ip, written) => {
      const network = bench.result.addresses[ip]?.network;
      if (!network) return written;
      const looks = { class: `address ${network}`, 'data-mark': MARK[network], title: words.picture.networks[network] };
      return element('span', looks, written);
    });
  const run = async (line: TypedLine, say = ''): Promise<void> => {
    const prompt = element('b', {}, `${line.on} $`);
    const output = element('pre', {}, '…');
    log.append(
      ...(say ? [element('p', {}, say)] : []),
      element('p', { class: 'typed' }, prompt, ` ${withEscapes(line.run)}`),
      output,
    );
    log.scrollTop = log.scrollHeight;
    const { stdout, stderr } = await bench.type(line);
    output.replaceChildren(...printed(stdout), ...(stderr ? [element('span', { class: 'wrong' }, stderr)] : []));
    log.scrollTop = log.scrollHeight;
  };

  const step = element('div', { class: 'step' });
  const offer = (line: TypedLine, act: () => void): HTMLElement =>
    element(
      'button',
      { type: 'button', 'aria-label': words.steps.runThis(line.run), onclick: act },
      element('b', {}, `${line.on} $`),
      ` ${line.run}`,
    );
  const offerNext = (): void => {
    const { on, run: command = '', stdin, say } = steps[next] ?? { on: '' };
    const line = { on, run: command, ...(stdin !== undefined && { stdin }) };
    const again = offer(line, () => {
      next += 1;
      void run(line, say === undefined ? '' : inLanguage(say, language));
      offerNext();
      step.querySelector('button')?.focus();
    });
    step.hidden = steps[next] === undefined;
    step.replaceChildren(element('span', {}, words.steps.next), again);
  };
  offerNext();
  if (steps.length === 0) {
    const examples = (EXAMPLES['admin'] ?? []).map((command) => {
      const line = { on: 'admin', run: command };
      return offer(line, () => void run(line));
    });
    log.append(element('p', {}, names.begin), ...examples);
  }
  return element('div', { class: 'terminal' }, log, step, ...(readonly ? [] : [promptOf(bench, run)]));
}

/** Where a command runs, and the line itself; the arrows recall the lines before. */
function promptOf(bench: Bench, run: (line: TypedLine) => Promise<void>): HTMLElement {
  const names = bench.set.words.terminal;
  const place = element('select', { 'aria-label': names.places });
  const input = element('input', {
    'aria-label': names.command,
    spellcheck: 'false',
    autocapitalize: 'off',
    autocomplete: 'off',
  });
  const typed: string[] = [];
  let recalled = 0;
  let listed: unknown;
  bench.subscribe(() => {
    if (listed === bench.result) return;
    listed = bench.result;
    const chosen = place.value || 'admin';
    const places = ['admin', ...placesToSend(bench.result).map((one) => placeName(one.place))];
    place.replaceChildren(...places.map((name) => element('option', { value: name, selected: name === chosen }, name)));
  });
  input.addEventListener('keydown', (event) => {
    const by = event.isComposing ? 0 : event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (by === 0) return;
    event.preventDefault();
    recalled = Math.min(typed.length, Math.max(0, recalled + by));
    input.value = typed[recalled] ?? '';
  });
  const form = element('form', { class: 'prompt' }, place, element('span', { 'aria-hidden': 'true' }, '$'), input);
  form.append(element('button', { type: 'submit' }, names.run));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const line = input.value.trim();
    input.value = '';
    if (line === '') return;
    typed.push(line);
    recalled = typed.length;
    void run({ on: place.value, run: line });
  });
  return form;
}
