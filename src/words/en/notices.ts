/** What the person must know about links, drafts, files and the storage. */
export const notices = {
  /** For each way that a link can be wrong. */
  link: {
    missing: 'This link carries no scenario: the part after # is missing. Mail and chat programs sometimes cut it off.',
    truncated: 'This is a damaged link: its end is missing, so the scenario cannot be read. Ask for the whole link.',
    damaged: 'This is a damaged link: some of its characters were changed on the way.',
    newer: 'This link was made by a newer version of Kubehop than this one.',
    tooLong: 'This link is longer than 64 KiB, the most that Kubehop opens. Ask for the scenario as a file.',
    tooBig: 'The scenario in this link is larger than 1 MiB, the most that a link may hold. Ask for it as a file.',
  },
  example: 'Below is an example instead.',
  /** Of a link that is newer: its text could be read. */
  newerText: 'Its text is below; what else it says is not known here.',
  asFile: 'Save it as a file',
  downloadRaw: 'Download what there is',
  close: 'Close',
  storageFull: "The browser's storage is full: your text is not saved here.",
  download: 'Download it',
  /** `date` as the reader's system writes it. */
  draft: (date: string) => `You have a draft of ${date}. It is kept as it is.`,
  restore: 'Restore my draft',
  notNow: 'Not now',
  drop: 'Drop YAML files or a folder to open them',
  /** Why a file was not opened. */
  notOpened: {
    tooLarge: (name: string) => `${name} makes it more than 200 MB, the most that Kubehop reads.`,
    unreadable: (name: string) => `${name} could not be read.`,
    binary: (name: string) => `${name} is not a text file. Drop YAML or JSON.`,
  },
};
