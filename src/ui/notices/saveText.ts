import { saveFile } from '../kit/saveFile.ts';

/** Hands a text to the person as a file. */
export const saveText = (name: string, text: string): void => saveFile(name, new Blob([text], { type: 'text/plain' }));
