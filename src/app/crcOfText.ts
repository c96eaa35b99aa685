import { crc32 } from '../share/crc32.ts';

/** The checksum of a text in UTF-8: what is stored is known to be whole by it. */
export const crcOfText = (text: string): number => crc32(new TextEncoder().encode(text));
