import { createMemo } from '../engine/index.ts';
import { pictureAnswers } from './pictureAnswers.ts';
import { serve } from './serve.ts';

serve(pictureAnswers(createMemo()));
