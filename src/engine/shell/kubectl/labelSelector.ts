import { valueAt } from '../../plain.ts';
import { labelValue, qualifiedName } from '../../admit/validators.ts';
import { quote } from '../../parse/goQuote.ts';
import { KubectlError } from './KubectlError.ts';

type Labels = Record<string, string>;
export type Matcher = (labels: Labels) => boolean;

/** One of the terms of a selector; what exists or does not has no values. */
interface Requirement {
  key: string;
  operator: string;
  values: readonly string[];
  matches: Matcher;
}

type Token = 'end' | 'identifier' | '(' | ')' | ',' | '!' | '=' | '==' | '!=' | '<' | '>';

interface Item {
  token: Token;
  text: string;
}

const OPERATORS = 'in, notin, =, ==, !=, gt, lt';
const SYMBOLS = new Set(['(', ')', ',', '!', '=', '==', '!=', '<', '>']);

/** apimachinery: labels.Lexer. */
const scan = (text: string): Item[] =>
  [...text.matchAll(/[^\s=!(),<>]+|==|!=|[=!<>(),]/g)].map(([word]) => ({
    token: SYMBOLS.has(word) ? (word as Token) : 'identifier',
    text: word,
  }));

const END: Item = { token: 'end', text: '' };

const fail = (message: string): KubectlError => KubectlError.plain(message);

/** apimachinery: labels.Parser. */
class Parser {
  readonly #items: Item[];
  #at = 0;

  constructor(text: string) {
    this.#items = scan(text);
  }

  get #next(): Item {
    return this.#items[this.#at] ?? END;
  }

  #take(): Item {
    const item = this.#next;
    this.#at++;
    return item;
  }

  parse(): Requirement[] {
    const requirements: Requirement[] = [];
    for (;;) {
      const { token, text } = this.#next;
      if (token === 'end') return requirements;
      if (token !== 'identifier' && token !== '!')
        throw fail(`found '${text}', expected: !, identifier, or 'end of string'`);
      requirements.push(this.#requirement());
      const after = this.#take();
      if (after.token === 'end') return requirements;
      if (after.token !== ',') throw fail(`found '${after.text}', expected: ',' or 'end of string'`);
      const following = this.#next;
      if (following.token !== 'identifier' && following.token !== '!')
        throw fail(`found '${following.text}', expected: identifier after ','`);
    }
  }

  #requirement(): Requirement {
    const wrong = (message: string): KubectlError => fail(`unable to parse requirement: ${message}`);
    const absent = this.#next.token === '!';
    if (absent) this.#take();
    const { token, text: key } = this.#take();
    if (token !== 'identifier') throw wrong(`found '${key}', expected: identifier`);
    const problem = labelKeyError(key);
    if (problem !== undefined) throw wrong(problem);
    const ends = this.#next.token === 'end' || this.#next.token === ',';
    if (absent) return { key, operator: '!', values: [], matches: (labels) => valueAt(labels, key) === undefined };
    if (ends) return { key, operator: 'exists', values: [], matches: (labels) => valueAt(labels, key) !== undefined };
    const operator = this.#take();
    const name = operator.text;
    if (operator.token === 'identifier' && name !== 'in' && name !== 'notin')
      throw wrong(`found '${name}', expected: ${OPERATORS}`);
    if (['(', ')', ',', '!'].includes(operator.token)) throw wrong(`found '${name}', expected: ${OPERATORS}`);
    const values = operator.token === 'identifier' ? this.#values(wrong) : [this.#value(wrong)];
    const problems = valueProblems(key, name, values);
    if (problems.length > 0) throw wrong(problems.length === 1 ? (problems[0] ?? '') : `[${problems.join(', ')}]`);
    return { key, operator: name, values, matches: matcher(key, name, new Set(values)) };
  }

  #value(wrong: (message: string) => KubectlError): string {
    const { token } = this.#next;
    if (token === 'end' || token === ',') return '';
    const { token: found, text } = this.#take();
    if (found !== 'identifier') throw wrong(`found '${text}', expected: identifier`);
    return text;
  }

  #values(wrong: (message: string) => KubectlError): string[] {
    const open = this.#take();
    if (open.token !== '(') throw wrong(`found '${open.text}' expected: '('`);
    const first = this.#next;
    if (first.token === ')') {
      this.#take();
      return [''];
    }
    if (first.token !== 'identifier' && first.token !== ',')
      throw wrong(`found '${first.text}', expected: ',', ')' or identifier`);
    const values = this.#list(wrong);
    if (this.#take().token !== ')') throw wrong(`found '${first.text}', expected: ')'`);
    return [...new Set(values)].sort();
  }

  #list(wrong: (message: string) => KubectlError): string[] {
    const values: string[] = [];
    for (;;) {
      const { token, text } = this.#take();
      if (token === 'identifier') {
        values.push(text);
        if (this.#next.token === ',') continue;
        if (this.#next.token === ')') return values;
        throw wrong(`found '${this.#next.text}', expected: ',' or ')'`);
      }
      if (token !== ',') throw wrong(`found '${text}', expected: ',', or identifier`);
      if (values.length === 0) values.push('');
      if (this.#next.token === ')') return [...values, ''];
      if (this.#next.token === ',') {
        this.#take();
        values.push('');
      }
    }
  }
}

/** apimachinery: labels.NewRequirement. */
function valueProblems(key: string, operator: string, values: readonly string[]): string[] {
  const problems: string[] = [];
  if (operator === '<' || operator === '>')
    values.forEach((value, i) => {
      if (!/^[+-]?\d+$/.test(value))
        problems.push(
          `values[${i}]: Invalid value: ${quote(value)}: for 'Gt', 'Lt' operators, the value must be an integer`,
        );
    });
  values.forEach((value, i) => {
    const wrong = labelValue(value);
    if (wrong.length > 0) problems.push(`values[${i}][${key}]: Invalid value: ${quote(value)}: ${wrong.join('; ')}`);
  });
  return problems;
}

function matcher(key: string, operator: string, values: ReadonlySet<string>): Matcher {
  switch (operator) {
    case 'notin':
    case '!=':
      return (labels) => labels[key] === undefined || !values.has(labels[key]);
    case '<':
    case '>': {
      const limit = Number([...values][0]);
      return (labels) => {
        const value = labels[key];
        if (value === undefined || !/^[+-]?\d+$/.test(value)) return false;
        return operator === '<' ? Number(value) < limit : Number(value) > limit;
      };
    }
    default:
      return (labels) => labels[key] !== undefined && values.has(labels[key]);
  }
}

/** What is wrong with the key of a requirement, or undefined. */
export function labelKeyError(key: string): string | undefined {
  const wrong = qualifiedName(key);
  return wrong.length === 0 ? undefined : `<nil>: Invalid value: ${quote(key)}: ${wrong.join('; ')}`;
}

/** `a=b,c!=d,e,!f,g in (h,i),j notin (k),l>1`: throws what the grammar has against it (apimachinery: labels.Parse). */
export function parseLabelSelector(text: string): Matcher {
  const requirements = new Parser(text).parse();
  return (labels) => requirements.every(({ matches }) => matches(labels));
}

const EXPRESSIONS: Readonly<Record<string, string>> = {
  in: 'In',
  notin: 'NotIn',
  exists: 'Exists',
  '!': 'DoesNotExist',
};

export interface LabelSelector {
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
  matchLabels?: Labels;
}

/** The same as objects have it (apimachinery: metav1.ParseToLabelSelector). */
export function toLabelSelector(text: string): LabelSelector {
  let requirements: Requirement[];
  try {
    // labels.parse sorts by the key
    requirements = new Parser(text).parse().sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw fail(`couldn't parse the selector string "${text}": ${error.message.replace(/^error: |\n$/g, '')}`);
  }
  const labels = requirements.filter(({ operator }) => operator === '=' || operator === '==');
  const others = requirements.filter((requirement) => !labels.includes(requirement));
  const matchExpressions = others.map(({ key, operator, values }) => {
    if (operator === '<' || operator === '>')
      throw fail(`"${operator === '<' ? 'lt' : 'gt'}" isn't supported in label selectors`);
    if (EXPRESSIONS[operator] === undefined) throw fail(`"${operator}" is not a valid label selector operator`);
    return {
      key,
      operator: EXPRESSIONS[operator],
      ...(values.length > 0 ? { values: [...new Set(values)].sort() } : {}),
    };
  });
  return {
    ...(matchExpressions.length > 0 ? { matchExpressions } : {}),
    ...(labels.length > 0
      ? { matchLabels: Object.fromEntries(labels.map(({ key, values: [v = ''] }) => [key, v])) }
      : {}),
  };
}
