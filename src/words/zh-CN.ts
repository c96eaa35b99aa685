import type { Catalog } from './en.ts';
import { addressKinds } from './zh-CN/addressKinds.ts';
import { clauses } from './zh-CN/clauses.ts';
import { editor } from './zh-CN/editor.ts';
import { embed } from './zh-CN/embed.ts';
import { engine } from './zh-CN/engine.ts';
import { endings } from './zh-CN/endings.ts';
import { explained, findings, hints } from './zh-CN/findings.ts';
import { header } from './zh-CN/header.ts';
import { hop } from './zh-CN/hop.ts';
import { inspector } from './zh-CN/inspector.ts';
import { labels } from './zh-CN/labels.ts';
import { map } from './zh-CN/map.ts';
import { misses } from './zh-CN/misses.ts';
import { notes } from './zh-CN/notes.ts';
import { notices } from './zh-CN/notices.ts';
import { page } from './zh-CN/page.ts';
import { picture } from './zh-CN/picture.ts';
import { player } from './zh-CN/player.ts';
import { policyTexts } from './zh-CN/policyTexts.ts';
import { reasons } from './zh-CN/reasons.ts';
import { scene } from './zh-CN/scene.ts';
import { seen } from './zh-CN/seen.ts';
import { steps } from './zh-CN/steps.ts';
import { terminal } from './zh-CN/terminal.ts';
import { told } from './zh-CN/told.ts';
import { traffic } from './zh-CN/traffic.ts';

/** Everything that the page says, in simplified Chinese. Kubernetes' own words stay English. */
export const zhCN = {
  addressKinds,
  clauses,
  editor,
  embed,
  endings,
  engine,
  explained,
  findings,
  header,
  hints,
  hop,
  inspector,
  labels,
  map,
  misses,
  notes,
  notices,
  page,
  picture,
  player,
  policyTexts,
  reasons,
  scene,
  seen,
  steps,
  terminal,
  told,
  traffic,
} satisfies Catalog;
