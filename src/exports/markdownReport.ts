import type { SimulationResult } from '../model/Simulation.ts';
import type { Hop, Reach, Trace } from '../model/Trace.ts';
import { withPort } from '../scene/addresses.ts';
import { decidingRule } from '../scene/decidingHop.ts';
import { hookOf } from '../scene/hookOf.ts';
import { endingOf, segmentPlace } from '../scene/hopWords.ts';
import { withEscapes } from '../scene/visibleText.ts';
import type { Catalog } from '../words/en.ts';
import type { ExportWords } from '../words/en/exports.ts';
import { inLanguage } from '../words/inLanguage.ts';
import type { Language } from '../words/language.ts';
import { sayHop, sayReason, sayRule, saySeen } from '../words/say.ts';
import { mermaid } from './mermaid.ts';

/** A text in which nothing is markup: neither Markdown's nor HTML's, nor the end of a table's cell. */
const plain = (text: string): string =>
  withEscapes(text.replace(/\s+/g, ' '))
    .replace(/[\\`*_{}[\]#|~!]/g, (sign) => `\\${sign}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/** A text in monospace, whatever backticks are in it (CommonMark, 6.1), also within a table (GFM, 4.10). */
function code(raw: string): string {
  const text = withEscapes(raw.replace(/\s+/g, ' ')).replaceAll('|', '\\|');
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

function block(language: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}\n`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

/** Ways that end alike count as one. */
function sharesOf(traces: readonly Trace[], words: Catalog['hop']): Map<string, number> {
  const shares = new Map<string, number>();
  for (const one of traces) {
    const ending = endingOf(words, one).text;
    shares.set(ending, (shares.get(ending) ?? 0) + one.share);
  }
  return shares;
}

function causeText(hop: Hop): string {
  const [first] = decidingRule(hop)?.because ?? [];
  return first ? code(`${first.object} ${first.path}`) : '';
}

/** The scenario's text, its result, and the way that the reader follows. */
export interface Reported {
  text: string;
  result: SimulationResult & { reach: Reach };
  way: number;
}

/** A connection as a report for an issue or a wiki: all outcomes, the sequence diagram, and each hop with its rule. */
export function markdownReport(
  { text, result, way }: Reported,
  words: Catalog,
  more: ExportWords['report'],
  language: Language,
): string {
  const { reach, scenario } = result;
  const trace = reach.traces[way];
  const from = reach.from.kind === 'client' ? words.hop.places.client : `${reach.from.kind}/${reach.from.name}`;
  const description = inLanguage(scenario.description, language);
  const parts = [
    `# ${plain(inLanguage(scenario.title, language) || more.untitled)}\n`,
    description && `${plain(description)}\n`,
    `**${more.connection}**: ${code(`${from} → ${reach.url}`)} · kube-proxy ${code(result.proxyMode)}\n`,
    `## ${more.outcomes}\n`,
    table(
      [more.chance, more.ending],
      [...sharesOf(reach.traces, words.hop)].map(([ending, share]) => [percent(share), plain(ending)]),
    ),
  ];
  if (trace) {
    parts.push(
      `## ${more.way}\n`,
      block('mermaid', mermaid(trace, words)),
      [plain(sayReason(words, trace.reason)), plain(more.sees(saySeen(words, trace.seen)))].filter(Boolean).join(' ') +
        '\n',
      `## ${more.hops}\n`,
      table(
        ['', more.where, more.packet, more.happens, more.rule, more.because],
        trace.hops.map((hop, i) => {
          const rule = decidingRule(hop);
          const { after } = hop;
          return [
            `${i + 1} ${hop.reply ? '◂' : '▸'}`,
            plain(`${segmentPlace(words.hop, hop)} ${hookOf(hop)}`.trim()),
            after.src ? code(`${withPort(after.src, after.sport)} → ${withPort(after.dst, after.dport)}`) : '',
            plain(sayHop(words, hop)),
            rule ? code(sayRule(words, rule)) : '',
            causeText(hop),
          ];
        }),
      ),
    );
  }
  parts.push(`## ${more.text}\n`, block('yaml', text), `${more.made}\n`);
  return parts.filter(Boolean).join('\n');
}
