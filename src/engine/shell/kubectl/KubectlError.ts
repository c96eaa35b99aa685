import type { ApiStatus } from '../../admit/ApiResponse.ts';

/**
 * One thing that went wrong: what the API server answered, or what kubectl found out by itself; `listed`, which is one
 * of a list even if it is alone.
 */
export type Problem = ({ kind: 'status'; status: ApiStatus } | { kind: 'plain'; message: string; listed?: true }) & {
  /** Which item of a List it is about: `items[2]`. */
  item?: string;
  /** Which field, where kubectl itself knows. */
  field?: string;
};

/** Ends a kubectl command. Its text is what kubectl writes to stderr; the exit status is 1 but for `exec`. */
export class KubectlError extends Error {
  readonly problems: Problem[];
  readonly exit: number;
  /** What a printer wrote to stdout before it gave up. */
  printed = '';

  constructor(problems: Problem[], exit = 1, text = errorText(problems)) {
    super(text);
    this.problems = problems;
    this.exit = exit;
  }

  static plain(message: string): KubectlError {
    return new KubectlError([{ kind: 'plain', message }]);
  }

  static status(status: ApiStatus): KubectlError {
    return new KubectlError([{ kind: 'status', status }]);
  }
}

/** A status that kubectl's own code makes up, or that the server gives for what is not there. */
export const notFound = (resource: string, name: string): ApiStatus => ({
  code: 404,
  reason: 'NotFound',
  message: `${resource} "${name}" not found`,
  causes: [],
});

/** kubectl: cmdutil.AddSourceToErr. */
export const withSource = (verb: string, source: string, status: ApiStatus): ApiStatus =>
  source === '' ? status : { ...status, message: `error when ${verb} "${source}": ${status.message}` };

/** The text of a problem, without saying who found it. */
export const bareMessage = (problem: Problem): string =>
  problem.kind === 'plain' ? problem.message : problem.status.message;

/** kubectl: cmdutil.StandardErrorMessage. */
function messageOf(problem: Problem): string {
  if (problem.kind === 'plain') return problem.message;
  const { reason, message } = problem.status;
  return `Error from server${reason === '' ? '' : ` (${reason})`}: ${message}`;
}

/** kubectl: cmdutil.checkErr. Several errors are listed without the prefix that a single one gets. */
function errorText(problems: Problem[]): string {
  const [first] = problems;
  if (!first) return '';
  if (problems.length > 1) return problems.map((problem) => `${messageOf(problem)}\n`).join('');
  if (first.kind === 'plain' && first.listed) return `${first.message}\n`;
  if (first.kind === 'plain') {
    const text = first.message.replace(/\n$/, '');
    return text.startsWith('error: ') ? `${text}\n` : `error: ${text}\n`;
  }
  if (first.status.reason === 'Invalid') return invalidText(first.status);
  return `${messageOf(first).replace(/\n$/, '')}\n`;
}

/** What differs between `The Service "web" is invalid` and the server's message, which has the group too. */
function invalidText(status: ApiStatus): string {
  const about = /(?:^|: )(\w+)(?:\.[\w.-]+)? "([^"]*)" is invalid/.exec(status.message);
  const subject = about ? `The ${about[1]} "${about[2]}" is invalid` : 'The request is invalid';
  const lines = [...new Set(status.causes.map((cause) => `${cause.field}: ${cause.message}`))];
  if (lines.length === 0) return about ? `${subject}\n` : `${subject}: ${status.message}\n`;
  if (lines.length === 1) return `${subject}: ${lines[0]}\n`;
  return `${subject}: \n${lines.map((line) => `* ${line}\n`).join('')}`;
}

/** A type that no server knows, where kubectl asks for it by itself (kubectl: cmd/util, StandardErrorMessage). */
export const noMatch = (name: string, group = ''): KubectlError =>
  new KubectlError([], 1, `the server doesn't have a resource type "${name}"${group && ` in group "${group}"`}\n`);
