import { version } from '../../package.json' with { type: 'json' };
import type { Severity } from '../model/Diagnostic.ts';
import type { CheckFinding } from './findings.ts';
import type { FilePlace } from './Sources.ts';

const LEVEL: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

interface Range {
  from: FilePlace;
  to: FilePlace;
}

const region = ({ from, to }: Range) => ({
  startLine: from.line,
  startColumn: from.column,
  endLine: to.line,
  endColumn: to.column,
});

const artifactLocation = (file: string) => ({ uri: file.replaceAll('\\', '/') });

const location = (at: Range) => ({
  physicalLocation: { artifactLocation: artifactLocation(at.from.file), region: region(at) },
});

/** The findings as code hosts read them (SARIF 2.1.0, OASIS). */
export function sarif(findings: readonly CheckFinding[]): unknown {
  const rules = new Map<string, { id: string; helpUri?: string }>();
  for (const { code, docs } of findings) rules.set(code, { id: code, ...(docs && { helpUri: docs }) });
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'kubehop', version, rules: [...rules.values()] } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((one) => ({
          ruleId: one.code,
          level: LEVEL[one.severity],
          message: { text: [one.message, one.hint].filter(Boolean).join('. ') },
          ...(one.at && { locations: [location(one.at)] }),
          ...(one.evidence.length > 0 && {
            relatedLocations: one.evidence.map(({ object, path, at }, id) => ({
              id,
              message: { text: `${object} ${path}`.trim() },
              ...location(at),
            })),
          }),
          ...(one.fixes.length > 0 && { fixes: one.fixes.map(fix) }),
          ...(one.silenced !== undefined && {
            suppressions: [{ kind: 'external', justification: one.silenced }],
          }),
        })),
      },
    ],
  };
}

function fix({ title, edits }: CheckFinding['fixes'][number]) {
  const files = [...new Set(edits.map(({ at }) => at.from.file))];
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifactLocation(file),
      replacements: edits
        .filter(({ at }) => at.from.file === file)
        .map(({ at, text }) => ({ deletedRegion: region(at), insertedContent: { text } })),
    })),
  };
}
