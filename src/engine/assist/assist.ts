import type { AssistAnswers, AssistQuestion, Completions } from '../../model/Assist.ts';
import type { ParseMemo } from '../parse/parse.ts';
import { completionsAt } from './completionsAt.ts';
import { definitionsAt } from './definitionsAt.ts';
import { formAt, formEdits } from './formAt.ts';
import { fieldAt } from './fieldAt.ts';
import { renameEdits, renamingAt } from './renamingAt.ts';

const nothing = (at: number): Completions => ({ span: { start: at, end: at }, options: [] });

/** Answers what the editor asks of a place in a text, from the text alone: nothing is simulated for it. */
export function assist(
  text: string,
  question: AssistQuestion,
  memo?: ParseMemo,
): AssistAnswers[AssistQuestion['kind']] {
  switch (question.kind) {
    case 'completions':
      return completionsAt(text, question.at, memo) ?? nothing(question.at);
    case 'field':
      return [fieldAt(text, question.at)].filter((found) => found !== null);
    case 'definitions':
      return definitionsAt(text, question.at, memo);
    case 'renaming':
      return [renamingAt(text, question.at, memo)].filter((found) => found !== undefined);
    case 'form':
      return [formAt(text, question.at, memo)].filter((found) => found !== undefined);
    case 'change':
      return formEdits(text, question.at, question.change, memo);
    case 'rename':
      return renameEdits(text, question.at, question.name, memo);
  }
}
