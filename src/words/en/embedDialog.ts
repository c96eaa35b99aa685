/** The dialog that makes an embed. */
export const embedDialog = {
  title: 'Embed this scenario',
  /** Where the scenario has no title. */
  untitled: 'a scenario',
  preview: 'Preview of the embed',
  theme: 'Theme',
  themes: { auto: "the reader's system", light: 'light', dark: 'dark' },
  language: 'Language',
  readersLanguage: "the reader's browser",
  start: 'Start',
  starts: { click: 'on a click', auto: 'by itself, when in view', none: 'never: a still picture' },
  height: 'Height',
  beside: 'Beside the picture',
  readonly: 'Readers change nothing',
  form: 'For',
  forms: {
    html: 'HTML and Markdown',
    mdx: 'MDX (Docusaurus)',
    hugo: 'Hugo',
    element: 'embed.js',
    address: 'Notion, Confluence: the address',
    preview: 'Chats: a page with a preview',
  },
  code: 'Embed code',
  copy: 'Copy code',
  asFile: 'Export as a file',
  copied: 'Embed code copied',
  clipboardClosed: 'This page may not use the clipboard',
  copyByHand: 'Select the code and copy it by hand.',
  private: 'The scenario is inside the address: nothing is stored anywhere.',
};

export type EmbedDialogWords = typeof embedDialog;
