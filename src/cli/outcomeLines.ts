import { en } from '../words/en.ts';
import { sayHop } from '../words/say.ts';
import { alignColumns, type Outcome } from '../engine/index.ts';

/** A chance in percent; what is not nothing never reads as 0 %. */
export const percent = (share: number): string => {
  const value = share * 100;
  const digits = value >= 10 || Number.isInteger(value) ? 0 : 1;
  return `${value > 0 && value < 0.1 ? '<0.1' : value.toFixed(digits)} %`;
};

/** How a connection ended, in words. */
export function endingText(ending: Outcome): string {
  if (ending.result !== 'delivered') return ending.result;
  if ('node' in ending) return `delivered to Node ${ending.node}`;
  const port = ending.port === undefined ? '' : `, port ${ending.port}`;
  const source = ending.source === undefined ? '' : `, from ${ending.source}`;
  return `delivered to Pod ${ending.pod}${port}${source}`;
}

/** One line for each outcome: its share, and how it ends. */
export const outcomeLines = (outcomes: readonly Outcome[]): string =>
  alignColumns(
    outcomes.map((o) => [percent(o.share).padStart(6), endingText(o)]),
    2,
  );

/** An outcome as JSON tells it: the way in sentences. */
export const toldOutcome = ({ path, ...outcome }: Outcome) => ({
  ...outcome,
  path: path.map((hop) => `${hop.at}: ${sayHop(en, hop)}`),
});
