// @ts-check
// `npm run quality`: writes docs/quality.md from what the measuring commands left in quality/results/.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sections } from './sections.mjs';

/** The whole document. */
export function report() {
  const all = sections();
  const short = all.flatMap(({ title, short }) => short.map((what) => `- ${title}: ${what}`));
  return [
    '# Quality',
    'What was measured, with the command that measures it again. This file is written by `npm run quality` from `quality/results/`; a test fails when the two differ.',
    '## What falls short',
    short.length > 0 ? short.join('\n') : 'Nothing that is measured here.',
    ...all.flatMap(({ title, command, text, body }) => [`## ${title}`, `\`${command}\``, text, body]),
  ]
    .join('\n\n')
    .concat('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync('docs/quality.md', report());
