import type { Network } from '../../model/Address.ts';

/** The shape of each address space, as a character: colour is never alone. */
export const MARK: Record<Network, string> = { cluster: '◇', pod: '●', node: '■', outside: '△' };
