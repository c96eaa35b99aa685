import { en } from '../words/en.ts';
import { sayReason } from '../words/say.ts';
import { cellAt, type Matrix, type MatrixCell, type MatrixColumn } from '../model/Matrix.ts';
import { alignColumns, endingsOf, matrixOf, toEnd } from '../engine/index.ts';
import { type OpenFile, openFile } from './open.ts';
import { readOptions, wantsJson } from './options.ts';
import { percent } from './outcomeLines.ts';
import { UsageError } from './UsageError.ts';

/** Connections that are followed at most: some seconds of work. */
export const MOST_CONNECTIONS = 100_000;

/** `3 of 3`, `refused`, `67 % 2 of 3, timeout`: how connections of a cell end. */
export function cellText({ outcomes, receivers }: MatrixCell, endpoints: number): string {
  const parts = outcomes.map(({ result, share }) => {
    const what = result === 'delivered' ? `${receivers.length} of ${Math.max(endpoints, receivers.length)}` : result;
    return outcomes.length > 1 ? `${percent(share)} ${what}` : what;
  });
  return parts.join(', ');
}

/** A table for each Service port: a line for each place, a column for each address. */
function printTables(matrix: Matrix): void {
  const ports = new Map<string, (MatrixColumn & { at: number })[]>();
  matrix.columns.forEach((column, at) => {
    const name = `${column.service.replace('/', ' ')} ${column.port}`;
    ports.set(name, [...(ports.get(name) ?? []), { ...column, at }]);
  });
  for (const [name, columns] of ports) {
    const head = ['  from', ...columns.map(({ url }) => url.replace(/^\w+:\/\//, ''))];
    const lines = matrix.rows.map(({ key }, row) => [
      `  ${key}`,
      ...columns.map(({ at, endpoints }) => cellText(cellAt(matrix, row, at), endpoints)),
    ]);
    process.stdout.write(`${name}\n${alignColumns([head, ...lines], 2)}\n`);
  }
}

/** Cell by cell, with the reason of what fails. */
const jsonCells = (cluster: OpenFile['cluster'], matrix: Matrix) =>
  matrix.rows.flatMap(({ key, place }, row) =>
    matrix.columns.map(({ service, port, kind, owner, url, endpoints }, column) => {
      const { outcomes, receivers } = cellAt(matrix, row, column);
      const fails = outcomes.some(({ result }) => result !== 'delivered');
      const failure = fails && endingsOf(cluster, place, url).find(({ ending }) => ending.result !== 'delivered');
      const reason = failure ? { reason: sayReason(en, failure.reason) } : {};
      return { from: key, service, port, kind, owner, url, endpoints, outcomes, receivers, ...reason };
    }),
  );

/** `kubehop matrix FILE [-o json]` */
export function matrixCommand(args: string[]): number {
  const { values, words } = readOptions(args, { '-o': 'output', '--output': 'output', '--service': 'service' });
  const [file, ...more] = words;
  if (file === undefined) throw new UsageError('matrix needs a FILE');
  if (more.length > 0) throw new UsageError(`matrix takes one FILE; "${more[0]}" is too much`);
  const json = wantsJson(values);
  const { cluster } = openFile(file);
  const wanted = values['service'];
  const services =
    wanted === undefined ? undefined : [`Service/${wanted.includes('/') ? wanted : `default/${wanted}`}`];
  const matrix = toEnd(
    matrixOf(cluster, { system: services !== undefined, most: MOST_CONNECTIONS, ...(services && { services }) }),
  );
  if (services && matrix.columns.length === 0) throw new UsageError(`there is no Service ${wanted} with ports`);
  if (json) process.stdout.write(`${JSON.stringify({ cells: jsonCells(cluster, matrix), leftOut: matrix.leftOut })}\n`);
  else printTables(matrix);
  if (matrix.leftOut.length > 0)
    process.stderr.write(
      `${matrix.leftOut.length} Services are left out: more than ${MOST_CONNECTIONS} connections. Choose one with --service.\n`,
    );
  return 0;
}
