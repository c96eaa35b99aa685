import './panels.css';
import type { EmbedPanel } from '../../../share/embedSnippet.ts';
import { element } from '../elements.ts';
import { Bench, type BenchSetting } from './Bench.ts';
import { inspectorPanel } from './inspectorPanel.ts';
import { terminalPanel } from './terminalPanel.ts';
import { yamlPanel } from './yamlPanel.ts';

const makers = { yaml: yamlPanel, terminal: terminalPanel, inspector: inspectorPanel };

/** Puts the panels that were asked for beside the picture: each behind a tab, made when it is first looked at. */
export function mountPanels(host: HTMLElement, panels: readonly EmbedPanel[], setting: BenchSetting): Bench {
  const bench = new Bench(setting);
  const { sheets, panes } = bench.set.words.page;
  const made = new Map<EmbedPanel, HTMLElement>();
  const tabs = panels.map((panel) =>
    element(
      'button',
      { type: 'button', role: 'tab', id: `tab-${panel}`, 'aria-controls': 'panel', onclick: () => choose(panel) },
      sheets[panel],
    ),
  );
  const list = element('div', { role: 'tablist', 'aria-label': panes }, ...tabs);
  const body = element('div', { id: 'panel', role: 'tabpanel' });

  function choose(panel: EmbedPanel): void {
    if (!made.has(panel)) {
      const root = makers[panel](bench);
      made.set(panel, root);
      body.append(root);
    }
    // out of sight and not out of the page: what was scrolled stays, and places can be measured
    for (const [one, root] of made) root.style.visibility = one === panel ? '' : 'hidden';
    body.setAttribute('aria-labelledby', `tab-${panel}`);
    tabs.forEach((tab, i) => {
      tab.ariaSelected = String(panels[i] === panel);
      tab.tabIndex = panels[i] === panel ? 0 : -1;
    });
  }
  list.addEventListener('keydown', (event) => {
    const at = tabs.findIndex((tab) => tab === document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    const tab = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (!tab) return;
    event.preventDefault();
    tab.click();
    tab.focus();
  });
  host.replaceChildren(list, body);
  choose(panels[0]!);
  return bench;
}
