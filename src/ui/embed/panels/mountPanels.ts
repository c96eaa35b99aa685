import './panels.css';
import { firstTab } from '../../../scene/firstTab.ts';
import type { EmbedPanel } from '../../../share/embedPanels.ts';
import { element } from '../elements.ts';
import { Bench, type BenchSetting } from './Bench.ts';
import { inspectorPanel } from './inspectorPanel.ts';
import { terminalPanel } from './terminalPanel.ts';
import { yamlPanel } from './yamlPanel.ts';

const makers = { yaml: yamlPanel, terminal: terminalPanel, inspector: inspectorPanel };

/** In a frame that is smaller, the picture has a tab too, and what is chosen has the whole frame (embed.css). */
const SMALL = '(max-width: 639px) and (max-height: 399px)';

/** Puts the panels that were asked for beside the picture: each behind a tab, made when it is first looked at. */
export function mountPanels(host: HTMLElement, panels: readonly EmbedPanel[], setting: BenchSetting): Bench {
  const bench = new Bench(setting);
  const { state, words, onState } = setting;
  const made = new Map<EmbedPanel, HTMLElement>();
  const small = matchMedia(SMALL);
  const sheets = ['picture', ...panels] as const;
  const tabs = sheets.map((sheet) => {
    const name = sheet === 'picture' ? words.embed.picture : words.page.sheets[sheet];
    const chosen = (): void => {
      choose(sheet);
      keep(sheet);
    };
    const controls = sheet !== 'picture' && { 'aria-controls': 'panel' };
    return element('button', { type: 'button', role: 'tab', id: `tab-${sheet}`, ...controls, onclick: chosen }, name);
  });
  const list = element('div', { role: 'tablist', 'aria-label': words.page.panes }, ...tabs);
  const body = element('div', { id: 'panel', role: 'tabpanel' });

  /** "Open in Kubehop" opens the page at the same panel; that with the inspector is always there. */
  function keep(sheet: (typeof sheets)[number]): void {
    if (sheet !== 'yaml' && sheet !== 'terminal') return;
    const { left: _, ...view } = state.view;
    state.view = sheet === firstTab(bench.result.scenario) ? view : { ...view, left: sheet };
    onState();
  }

  function choose(sheet: (typeof sheets)[number]): void {
    if (sheet !== 'picture' && !made.has(sheet)) {
      const root = makers[sheet](bench);
      made.set(sheet, root);
      body.append(root);
    }
    host.classList.toggle('away', sheet === 'picture');
    // out of sight and not out of the page: what was scrolled stays, and places can be measured
    for (const [one, root] of made) root.style.visibility = one === sheet ? '' : 'hidden';
    body.setAttribute('aria-labelledby', `tab-${sheet}`);
    tabs.forEach((tab, i) => {
      tab.ariaSelected = String(sheets[i] === sheet);
      tab.tabIndex = sheets[i] === sheet ? 0 : -1;
    });
  }

  const first = panels.find((panel) => panel === state.view.left) ?? panels[0]!;
  const fit = (): void => {
    tabs[0]!.hidden = !small.matches;
    choose(small.matches ? 'picture' : first);
  };
  list.addEventListener('keydown', (event) => {
    const shown = tabs.filter((tab) => !tab.hidden);
    const at = shown.findIndex((tab) => tab === document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    const tab = to === undefined ? undefined : shown[(to + shown.length) % shown.length];
    if (!tab) return;
    event.preventDefault();
    tab.click();
    tab.focus();
  });
  host.replaceChildren(list, body);
  if (first === 'terminal') keep(first);
  small.addEventListener('change', fit);
  fit();
  return bench;
}
