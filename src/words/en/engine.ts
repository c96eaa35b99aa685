/** Why there is no answer from the engine. */
export const engine = {
  stopped: 'The calculation took too long and was stopped.',
  suspended: 'This text was stopped three times and is not run again by itself.',
  noStart: {
    script: 'The engine does not start: its script could not be loaded.',
    silence: 'The engine does not start: it did not answer.',
  },
  /** `message` is an exception's. */
  failed: (message: string) => `Kubehop itself failed: ${message}`,
};
