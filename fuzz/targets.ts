import type { Target } from './Target.ts';
import { admission } from './targets/admission.ts';
import { diagnosis } from './targets/diagnosis.ts';
import { link } from './targets/link.ts';
import { messages } from './targets/messages.ts';
import { rules } from './targets/rules.ts';
import { shell } from './targets/shell.ts';
import { yaml } from './targets/yaml.ts';

export const targets: readonly Target[] = [yaml, admission, diagnosis, link, messages, shell, rules];
