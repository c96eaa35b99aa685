/** A film as it is coded: what stands still takes hardly any bits. */
export const VIDEO = { width: 1280, height: 720, framerate: 25, bitrate: 1_000_000 };

interface VideoCodec {
  /** As WebCodecs names it (the WebCodecs VP9 registration: profile 0, level 3.1, 8 bits). */
  name: string;
  webm: 'V_VP9' | 'V_VP8';
}

const CODECS: readonly VideoCodec[] = [
  { name: 'vp09.00.31.08', webm: 'V_VP9' },
  { name: 'vp8', webm: 'V_VP8' },
];

/** The first of the codecs of WebM in which this browser can write; null where it has none, or no WebCodecs at all. */
export async function videoCodec(): Promise<VideoCodec | null> {
  if (!('VideoEncoder' in globalThis)) return null;
  for (const codec of CODECS) {
    const { supported } = await VideoEncoder.isConfigSupported({ ...VIDEO, codec: codec.name });
    if (supported) return codec;
  }
  return null;
}
