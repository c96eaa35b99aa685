// Built without what most pictures never need (`scripts/lean-worker.mjs`).
import { createMemo } from '../engine/index.ts';
import { pictureAnswers } from './pictureAnswers.ts';
import { serve } from './serve.ts';

const memo = createMemo();
serve(pictureAnswers(() => memo));
