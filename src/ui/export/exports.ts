import type { App } from '../../app/app.ts';
import { titleOf } from '../../app/titleOf.ts';
import { pcapOf } from '../../capture/pcap.ts';
import { markdownReport } from '../../exports/markdownReport.ts';
import { realCluster } from '../../exports/realCluster.ts';
import { rulesText } from '../../exports/rulesText.ts';
import { stepsScript } from '../../exports/stepsScript.ts';
import type { ExportWords } from '../../words/en/exports.ts';
import { ladderPicture } from './ladderPicture.tsx';
import { makePicture } from './makePicture.ts';
import type { PictureWish } from './PictureWish.ts';
import { tokensOf } from './tokensOf.ts';
import { videoCodec } from './videoCodec.ts';

/** How a picture is to look. */
export interface Choice {
  view: 'map' | 'ladder';
  theme: 'light' | 'dark';
  transparent: boolean;
}

/** What is to be made, and who is told of it. */
export interface Job {
  app: App;
  choice: Choice;
  words: ExportWords;
  signal: AbortSignal;
  onProgress(part: number): void;
}

type Made = { kind: 'file'; name: string; file: Blob } | { kind: 'not'; why: string };

interface Export {
  /** It is drawn, in light or dark. */
  looks?: true;
  /** It is of the map or of the ladder, and may have no background. */
  views?: true;
  /** Why this browser cannot make it; null where it can. */
  lacks?(words: ExportWords): Promise<string | null>;
  make(job: Job): Promise<Made>;
}

export type ExportKind = keyof ExportWords['kinds'];

/** The name of a file, after the scenario. */
function fileName({ app }: Job, end: string): string {
  const { result, origin } = app.store.getState();
  const name = result?.scenario.name || (origin.kind === 'gallery' ? origin.name : '');
  return `${
    name
      .replace(/[^\w.-]+/g, '-')
      .replace(/^[.-]+/, '')
      .slice(0, 60) || 'kubehop'
  }${end}`;
}

const written = (job: Job, end: string, content: string, type = 'text/plain'): Made => ({
  kind: 'file',
  name: fileName(job, end),
  file: new Blob([content], { type: `${type};charset=utf-8` }),
});

async function picture(job: Job, kind: PictureWish['kind']): Promise<Made> {
  const { app, choice, words, signal, onProgress } = job;
  const state = app.store.getState();
  const { result, way, position, opened, focus, layer, onlyTaken, language } = state;
  if (!result) return { kind: 'not', why: words.nothingFollowed };
  const film = kind === 'gif' || kind === 'webm';
  if (film && !result.reach?.traces[way]) return { kind: 'not', why: words.nothingFollowed };
  const title = titleOf(state);
  if (!film && choice.view === 'ladder') {
    const file = await ladderPicture(job, kind, title);
    return file
      ? { kind: 'file', name: fileName(job, `-ladder.${kind}`), file }
      : { kind: 'not', why: words.nothingFollowed };
  }
  const transparent = !film && choice.transparent;
  const tokens = tokensOf(choice.theme);
  const wish = {
    kind,
    result,
    way,
    position,
    opened,
    focus,
    layer: layer ?? null,
    onlyTaken,
    language,
    title,
    tokens,
    transparent,
  };
  return { kind: 'file', name: fileName(job, `.${kind}`), file: await makePicture(wish, onProgress, signal) };
}

async function report(job: Job): Promise<Made> {
  const { result, way, resultText, words, language } = job.app.store.getState();
  const reach = result?.reach;
  if (!result || !reach) return { kind: 'not', why: job.words.nothingFollowed };
  const content = markdownReport(
    { text: resultText, result: { ...result, reach }, way },
    words,
    job.words.report,
    language,
  );
  return written(job, '.md', content, 'text/markdown');
}

async function packets(job: Job): Promise<Made> {
  const { result, way } = job.app.store.getState();
  const trace = result?.reach?.traces[way];
  if (!trace) return { kind: 'not', why: job.words.nothingFollowed };
  const file = new Blob([pcapOf(trace)], { type: 'application/vnd.tcpdump.pcap' });
  return { kind: 'file', name: fileName(job, '.pcap'), file };
}

async function rules(job: Job): Promise<Made> {
  const source = job.app.source();
  const nodes = job.app.store.getState().result?.nodes.map(({ name }) => name) ?? [];
  const outcome = await job.app.analysis(source).rules(source, nodes);
  return outcome.kind === 'done'
    ? written(job, '-rules.txt', rulesText(outcome.value))
    : { kind: 'not', why: job.words.failed };
}

async function manifests(job: Job): Promise<Made> {
  const yaml = realCluster(job.app.store.getState().text);
  return yaml ? written(job, '-manifests.yaml', yaml, 'application/yaml') : { kind: 'not', why: job.words.noManifests };
}

async function script(job: Job): Promise<Made> {
  const { text: yaml, result, language } = job.app.store.getState();
  if (!result) return { kind: 'not', why: job.words.noManifests };
  return written(job, '.sh', stepsScript(yaml, result.scenario, language), 'application/x-sh');
}

/** What can be exported, in the order of the dialog. */
export const EXPORTS: Record<ExportKind, Export> = {
  png: { looks: true, views: true, make: (job) => picture(job, 'png') },
  svg: { looks: true, views: true, make: (job) => picture(job, 'svg') },
  gif: { looks: true, make: (job) => picture(job, 'gif') },
  webm: {
    looks: true,
    lacks: async (words) => ((await videoCodec()) ? null : words.noVideo),
    make: (job) => picture(job, 'webm'),
  },
  markdown: { make: report },
  pcap: { make: packets },
  rules: { make: rules },
  yaml: { make: manifests },
  script: { make: script },
};
