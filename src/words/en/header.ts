export const header = {
  /** `language` by its own name. */
  notLoaded: (language: string) => `The texts in ${language} could not be loaded. Is the network there?`,
};
