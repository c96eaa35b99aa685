/** Whether a text may hold a Secret, or be what Helm prints of a release. */
export const isToBeRead = (text: string): boolean => /\bSecret\b|^MANIFEST:/m.test(text);

/**
 * A text as somebody gave it, but for the values of Secrets, and with what Helm prints around manifests as comments.
 * What does that is loaded with the first.
 */
export async function received(text: string): Promise<string> {
  if (!isToBeRead(text)) return text;
  const [{ maskSecrets }, { withoutHelmProse }] = await Promise.all([
    import('./maskSecrets.ts'),
    import('../model/helmProse.ts'),
  ]);
  return withoutHelmProse(maskSecrets(text));
}
