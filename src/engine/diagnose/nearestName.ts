/** The text as a name may be written (apimachinery: IsDNS1123Label, IsDNS1123Subdomain, IsDNS1035Label); '' where nothing is left. */
export function nearestName(text: string, { most = 63, dots = false, letterFirst = false } = {}): string {
  const letters = text.toLowerCase().replaceAll(dots ? /[^a-z0-9.-]+/g : /[^a-z0-9-]+/g, '-');
  const begun = letters.replace(letterFirst ? /^[^a-z]+/ : /^[^a-z0-9]+/, '');
  return begun.slice(0, most).replace(/[^a-z0-9]+$/, '');
}
