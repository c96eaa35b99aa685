/** The dialog that writes files, and what stands in them. */
export const exports = {
  title: 'Export',
  what: 'What',
  /** Kinds of files: a name, and what is in it. */
  kinds: {
    png: { name: 'Picture, PNG', about: 'What the map or the ladder shows now.' },
    svg: { name: 'Picture, SVG', about: 'The same as a drawing that stays sharp at any size.' },
    gif: { name: 'Film, GIF', about: 'The connection from its start to its end, 800 × 450.' },
    markdown: { name: 'Report, Markdown', about: 'The connection hop by hop, with a sequence diagram for Mermaid.' },
    pcap: { name: 'Packets, .pcap', about: 'The first packet and the answer on each wire, for Wireshark and tcpdump.' },
    yaml: {
      name: 'YAML for a real cluster',
      about: 'The manifests for kubectl apply, without what only Kubehop knows.',
    },
    script: {
      name: 'Steps as a shell script',
      about: 'The manifests and the steps of the scenario, for a real cluster.',
    },
    rules: { name: 'Rules of every Node', about: 'What iptables-save, nft or ipvsadm print there.' },
  },
  view: 'Of',
  views: { map: 'the map', ladder: 'the ladder' },
  theme: 'Theme',
  themes: { light: 'light', dark: 'dark' },
  transparent: 'Without background',
  save: 'Save',
  cancel: 'Cancel',
  working: (percent: number) => `Working: ${percent} %`,
  saved: (file: string, size: string) => `${file}, ${size}`,
  failed: 'This could not be made. The rest of the page is not touched.',
  nothingFollowed: 'No connection is followed, so there is nothing to write.',
  noManifests: 'The text has nothing that a real cluster could take.',
  report: {
    untitled: 'A connection',
    connection: 'Connection',
    outcomes: 'Everything that can happen to it',
    chance: 'Chance',
    ending: 'Ending',
    way: 'The way that is followed',
    sees: (what: string) => `The sender sees: ${what}`,
    hops: 'Hop by hop',
    where: 'Where',
    packet: 'Packet',
    happens: 'What happens',
    because: 'Because of',
    rule: 'Rule',
    text: 'The scenario',
    made: 'Computed by Kubehop, not recorded from a cluster.',
  },
};

export type ExportWords = typeof exports;
