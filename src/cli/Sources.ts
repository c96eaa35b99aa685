import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Span } from '../model/Span.ts';
import { FileError, readText } from './readText.ts';

const MANIFEST = /\.(ya?ml|json)$/;

/** The manifests that arguments name: files as they are, folders with all that is in them, in order of name. */
export function manifestFiles(args: readonly string[]): string[] {
  return args.flatMap((arg): string[] => {
    if (arg === '-') return [arg];
    let stat;
    try {
      stat = statSync(arg);
    } catch {
      throw new FileError(`${arg}: there is no such file`);
    }
    if (!stat.isDirectory()) return [arg];
    const names = readdirSync(arg)
      .filter((name) => !name.startsWith('.') && name !== 'node_modules')
      .sort();
    const inside = manifestFiles(names.map((name) => join(arg, name)));
    return inside.filter((file) => MANIFEST.test(file));
  });
}

/** A place in a file, as people count: lines and columns from 1. */
export interface FilePlace {
  file: string;
  line: number;
  column: number;
  /** Offset in the file. */
  offset: number;
}

interface Part {
  file: string;
  start: number;
  text: string;
  /** Offsets at which its lines begin. */
  lines: number[];
}

const NEXT = '\n---\n';

/** Several files as one text, which makes one cluster; places in it lead back to the files. */
export class Sources {
  readonly text: string;
  readonly #parts: Part[] = [];

  /** `before` stands in front of them, and belongs to no file. */
  constructor(files: readonly string[], before = '') {
    let text = before;
    for (const file of files) {
      if (text !== '') text += NEXT;
      const own = readText(file);
      const lines = [0];
      for (let at = own.indexOf('\n'); at >= 0; at = own.indexOf('\n', at + 1)) lines.push(at + 1);
      this.#parts.push({ file, start: text.length, text: own, lines });
      text += own;
    }
    this.text = text;
  }

  /** Where an offset of the whole text is; undefined in what belongs to no file. */
  placeAt(offset: number): FilePlace | undefined {
    let part: Part | undefined;
    for (const one of this.#parts) if (one.start <= offset) part = one;
    if (!part) return undefined;
    const own = Math.min(offset - part.start, part.text.length);
    let low = 0;
    let high = part.lines.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((part.lines[middle] ?? 0) <= own) low = middle;
      else high = middle - 1;
    }
    return { file: part.file, line: low + 1, column: own - (part.lines[low] ?? 0) + 1, offset: own };
  }

  /** Both ends of a span. */
  placesOf(span: Span): { from: FilePlace; to: FilePlace } | undefined {
    const from = this.placeAt(span.start);
    const to = this.placeAt(span.end);
    return from && to ? { from, to } : undefined;
  }
}
