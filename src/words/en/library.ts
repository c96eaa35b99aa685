/** The reader's own scenarios. */
export const library = {
  title: 'My scenarios',
  name: 'Name',
  keep: 'Keep this text',
  kept: (name: string) => `Kept: ${name}.`,
  notKept: {
    full: "The browser's storage is full: nothing was kept. Export what is here, and remove some.",
    closed: 'This browser keeps nothing here. Export the text as a file instead.',
  },
  empty: 'Nothing has been kept yet.',
  search: 'Search in names and texts',
  rename: 'Rename',
  renameOne: (name: string) => `Rename ${name}`,
  done: 'Done',
  remove: 'Remove',
  removeOne: (name: string) => `Remove ${name}`,
  removed: (name: string) => `Removed: ${name}.`,
  undo: 'Undo',
  import: 'Import…',
  export: 'Export all',
  taken: (n: number) => (n === 1 ? '1 scenario imported.' : `${n} scenarios imported.`),
  notOurs: (file: string) => `${file} is not a Kubehop library: nothing was changed.`,
  private: 'They are in this browser, and nowhere else.',
};

export type LibraryWords = typeof library;
