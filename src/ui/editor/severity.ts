import type { Severity } from '../../model/Diagnostic.ts';

/** How bad it is, as a shape: never by colour alone. */
export const SIGN: Record<Severity, string> = { error: '✕', warning: '▲', info: 'ℹ' };
