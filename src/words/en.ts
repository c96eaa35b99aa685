import type { Diagnosis } from './en/diagnosis.ts';
import { addressKinds } from './en/addressKinds.ts';
import { clauses } from './en/clauses.ts';
import { editor } from './en/editor.ts';
import { embed } from './en/embed.ts';
import { engine } from './en/engine.ts';
import { endings } from './en/endings.ts';
import { explained, findings, hints } from './en/findings.ts';
import { header } from './en/header.ts';
import { hop } from './en/hop.ts';
import { inspector } from './en/inspector.ts';
import { labels } from './en/labels.ts';
import { map } from './en/map.ts';
import { misses } from './en/misses.ts';
import { notes } from './en/notes.ts';
import { notices } from './en/notices.ts';
import { page } from './en/page.ts';
import { picture } from './en/picture.ts';
import { player } from './en/player.ts';
import { policyTexts } from './en/policyTexts.ts';
import { reasons } from './en/reasons.ts';
import { scene } from './en/scene.ts';
import { seen } from './en/seen.ts';
import { steps } from './en/steps.ts';
import { terminal } from './en/terminal.ts';
import { told } from './en/told.ts';
import { traffic } from './en/traffic.ts';

/** Everything that the page says, in English: texts, and functions where something is put in. */
export const en = {
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
};

/** What every language must have: the compiler compares. What the checks say comes when something is to be checked. */
export type Catalog = typeof en & { diagnosis?: Diagnosis };
