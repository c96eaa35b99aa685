import { nodeRules, placeOf, simulate } from '../engine/index.ts';
import { markdownReport } from '../exports/markdownReport.ts';
import { realCluster } from '../exports/realCluster.ts';
import { rulesText } from '../exports/rulesText.ts';
import { stepsScript } from '../exports/stepsScript.ts';
import type { SimulationResult } from '../model/Simulation.ts';
import type { Reach } from '../model/Trace.ts';
import { en } from '../words/en.ts';
import { exports } from '../words/en/exports.ts';
import { exports as exportsCN } from '../words/zh-CN/exports.ts';
import { LANGUAGES, type Language } from '../words/language.ts';
import { zhCN } from '../words/zh-CN.ts';
import { exportPicture } from './exportPicture.ts';
import { openFile } from './open.ts';
import { readOptions } from './options.ts';
import { FileError, readText } from './readText.ts';
import { UsageError } from './UsageError.ts';

const catalogs = { en, 'zh-CN': zhCN };
const exportWords = { en: exports, 'zh-CN': exportsCN };

interface Wish {
  file: string;
  text: string;
  language: Language;
  from?: string;
  url?: string;
  theme?: string;
  hop?: string;
}

/** The cluster of the file, with the connection that is asked for, or the first that is worth trying. */
function resultOf({ file, text, from, url }: Wish): SimulationResult {
  if ((from === undefined) !== (url === undefined)) throw new UsageError('--from PLACE and a URL go together');
  const place = from === undefined ? undefined : placeOf(openFile(file).cluster, from);
  if (typeof place === 'string') throw new UsageError(place);
  return simulate({ text, ...(place && url !== undefined && { traffic: { from: place, url } }) });
}

function reportOf(wish: Wish): string {
  const { file, text, language } = wish;
  const result = resultOf(wish);
  if (!result.reach) throw new FileError(`${file}: it has no connection to tell of`);
  return markdownReport(
    { text, result: result as SimulationResult & { reach: Reach }, way: result.taken },
    catalogs[language],
    exportWords[language].report,
    language,
  );
}

const kinds: Record<string, (wish: Wish) => string> = {
  markdown: reportOf,
  svg: (wish) => exportPicture(resultOf(wish), wish, catalogs[wish.language], wish.language),
  yaml: ({ text }) => realCluster(text),
  script: ({ file, text, language }) => stepsScript(text, openFile(file).scenario, language),
  rules: ({ text }) =>
    rulesText(
      nodeRules(
        { text },
        simulate({ text }).nodes.map(({ name }) => name),
      ),
    ),
};

/** `kubehop export KIND FILE`: what the page's export dialogue writes, as far as it is text, on the standard output. */
export function exportCommand(args: string[]): number {
  const { values, words } = readOptions(args, {
    '--from': 'from',
    '--lang': 'language',
    '--theme': 'theme',
    '--hop': 'hop',
  });
  const [kind = '', file, url, ...more] = words;
  const made = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (!made) throw new UsageError(`export writes ${Object.keys(kinds).join(', ')}, not "${kind}"`);
  if (file === undefined) throw new UsageError('export needs a FILE');
  if (more.length > 0) throw new UsageError(`export takes one URL; "${more[0]}" is too much`);
  const { language = 'en', from, theme, hop } = values;
  if (kind !== 'markdown' && kind !== 'svg' && (url !== undefined || from !== undefined))
    throw new UsageError(`a connection goes with markdown and svg, not with ${kind}`);
  if (kind !== 'svg' && (theme !== undefined || hop !== undefined))
    throw new UsageError(`--theme and --hop go with svg, not with ${kind}`);
  if (!Object.hasOwn(LANGUAGES, language)) throw new UsageError(`--lang is ${Object.keys(LANGUAGES).join(' or ')}`);
  const text = readText(file);
  process.stdout.write(
    made({
      file,
      text,
      language: language as Language,
      ...(from !== undefined && { from }),
      ...(url !== undefined && { url }),
      ...(theme !== undefined && { theme }),
      ...(hop !== undefined && { hop }),
    }),
  );
  return 0;
}
