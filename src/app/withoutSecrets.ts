/** Whether a text may hold a Secret. */
export const mentionsSecret = (text: string): boolean => /\bSecret\b/.test(text);

/** A text but for the values of Secrets; what masks them is loaded with the first. */
export const withoutSecrets = async (text: string): Promise<string> =>
  mentionsSecret(text) ? (await import('./maskSecrets.ts')).maskSecrets(text) : text;
