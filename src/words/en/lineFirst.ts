/** A line that begins a sentence; names of files stay as they are. */
export const lineFirst = (line: string): string => line.replace(/^line (?=\d+$)/, 'Line ');
