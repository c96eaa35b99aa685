import type { FieldError } from './ApiResponse.ts';
import { invalid } from './fieldErrors.ts';

const OF_CPU = ['1m', '1'];
const OF_BYTES = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];

/** validateContainerResourceDivisor */
export function divisorErrors(resource: string, divisor: string, at: string): FieldError[] {
  const [, name = ''] = /\.(cpu|memory|ephemeral-storage|hugepages)/.exec(resource) ?? [];
  const known = name === 'cpu' ? OF_CPU : OF_BYTES;
  if (known.includes(divisor)) return [];
  const [values, of] = [
    known.join(name === 'cpu' ? ' and ' : ', '),
    name === 'ephemeral-storage' ? 'local ephemeral storage' : name,
  ];
  return [invalid(`${at}.divisor`, resource, `only divisor's values ${values} are supported with the ${of} resource`)];
}
