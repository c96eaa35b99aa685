/** What an embed can show beside picture and hops. */
export const EMBED_PANELS = ['yaml', 'terminal', 'inspector'] as const;
export type EmbedPanel = (typeof EMBED_PANELS)[number];
