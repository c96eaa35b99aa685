// @ts-check
// `npm run sbom`: writes dist/sbom.cdx.json, the bill of materials (CycloneDX) of what the lockfile holds, with licences
// and checksums. Needs no network; the same lockfile gives the same file.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { npm } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { stdout, status } = npm(['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 1 << 26,
  stdio: ['ignore', 'pipe', 'inherit'],
});
if (status !== 0) process.exit(status ?? 1);
const { serialNumber: _, ...bill } = JSON.parse(String(stdout));
delete bill.metadata.timestamp;
// npm takes the folder's name
bill.metadata.component.name = JSON.parse(readFileSync(`${root}package.json`, 'utf8')).name;
mkdirSync(`${root}dist`, { recursive: true });
writeFileSync(`${root}dist/sbom.cdx.json`, `${JSON.stringify(bill, null, 2)}\n`);
console.log(`dist/sbom.cdx.json: ${bill.components.length} packages`);
