import type { Trace } from '../../model/Trace.ts';

/** The address that the sender asked, before any rule changed it; undefined when its name had none. */
export const askedAddress = ({ hops }: Trace): string | undefined => hops[0]?.after.dst || undefined;
