import type { Endpoints, EndpointSlice } from '../../../model/EndpointSlice.ts';
import { describeLines, type Line, mapLines } from './describeLines.ts';

const yesNo = (value: boolean | undefined): string => (value === undefined ? '<unset>' : String(value));

/** kubectl: describe.go, describeEndpoints. */
export function describeEndpoints(endpoints: Endpoints): string {
  const { metadata } = endpoints;
  const lines: Line[] = [
    ['Name:', metadata.name],
    ['Namespace:', metadata.namespace ?? ''],
    ...mapLines('Labels:', metadata.labels, '='),
    ...mapLines('Annotations:', metadata.annotations, ': '),
  ];
  let text = `${describeLines(lines)}Subsets:\n`;
  for (const { addresses = [], notReadyAddresses = [], ports = [] } of endpoints.subsets ?? []) {
    const list = (all: { ip: string }[]) => all.map(({ ip }) => ip).join(',') || '<none>';
    text += describeLines([
      ['  Addresses:', list(addresses)],
      ['  NotReadyAddresses:', list(notReadyAddresses)],
    ]);
    if (ports.length > 0) {
      const rows = ports.map(({ name, port, protocol }) => [
        `    ${name || '<unset>'}`,
        String(port),
        protocol ?? 'TCP',
      ]);
      text += `  Ports:\n${describeLines([['    Name', 'Port', 'Protocol'], ['    ----', '----', '--------'], ...rows])}`;
    }
    text += '\n';
  }
  return `${text}Events:  <none>\n`;
}

/** kubectl: describe.go, describeEndpointSliceV1. */
export function describeEndpointSlice(slice: EndpointSlice): string {
  const { metadata } = slice;
  let text = describeLines([
    ['Name:', metadata.name],
    ['Namespace:', metadata.namespace ?? ''],
    ...mapLines('Labels:', metadata.labels, '='),
    ...mapLines('Annotations:', metadata.annotations, ': '),
    ['AddressType:', slice.addressType],
  ]);
  const ports = slice.ports ?? [];
  if (ports.length === 0) text += 'Ports: <unset>\n';
  else {
    const rows = ports.map(({ name, port, protocol }) => [
      `  ${name || '<unset>'}`,
      String(port ?? '<unset>'),
      protocol ?? 'TCP',
    ]);
    text += `Ports:\n${describeLines([['  Name', 'Port', 'Protocol'], ['  ----', '----', '--------'], ...rows])}`;
  }
  const endpoints = slice.endpoints ?? [];
  if (endpoints.length === 0) return `${text}Endpoints: <none>\nEvents:  <none>\n`;
  text += 'Endpoints:\n';
  for (const { addresses, conditions, hostname, targetRef, nodeName, zone } of endpoints) {
    const lines: Line[] = [['  - Addresses:', addresses.join(',')]];
    text += describeLines(lines);
    text += `    Conditions:\n${describeLines([['      Ready:', yesNo(conditions?.ready)]])}`;
    const more: Line[] = [['    Hostname:', hostname ?? '<unset>']];
    if (targetRef) more.push(['    TargetRef:', `${targetRef.kind}/${targetRef.name}`]);
    more.push(['    NodeName:', nodeName ?? '<unset>'], ['    Zone:', zone ?? '<unset>']);
    text += describeLines(more);
  }
  return `${text}Events:  <none>\n`;
}
