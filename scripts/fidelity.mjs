// @ts-check
// What of Kubehop was compared with a real cluster, counted from the recordings: docs/fidelity.md and its Chinese twin.
//
//   node scripts/fidelity.mjs       writes both; a test fails while they are not what this would write
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {Record<string, { passed: number, of: number }>} Score */
/** @typedef {{ iptables: number, nftables: number, ipvs: number }} Modes */
/** @typedef {{ score: Score, cases: number, modes: Modes, dual: number, sequences: number, scalars: number }} Recorded */

const MODE = /\bmode: "?(nftables|ipvs)"?/;
const TWO_FAMILIES = /Subnet: *['"][^'"]*,[^'"]*['"]/;

/** @param {string} root @returns {Recorded} */
export function recorded(root) {
  const read = (/** @type {string} */ file) => readFileSync(join(root, 'conformance', file), 'utf8');
  const yamlIn = (/** @type {string} */ folder) =>
    readdirSync(join(root, 'conformance', folder))
      .filter(
        (file) =>
          file.endsWith('.yaml') && existsSync(join(root, 'conformance', folder, file.replace('.yaml', '.json'))),
      )
      .map((file) => read(`${folder}/${file}`));
  const texts = [...yamlIn('cases'), ...yamlIn('api')];
  const modes = { iptables: 0, nftables: 0, ipvs: 0 };
  for (const text of texts) modes[/** @type {keyof Modes} */ (MODE.exec(text)?.[1] ?? 'iptables')] += 1;
  return {
    score: JSON.parse(read('score.json')),
    cases: texts.length,
    modes,
    dual: texts.filter((text) => TWO_FAMILIES.test(text)).length,
    sequences: yamlIn('sequences').length,
    scalars: read('go-yaml-scalars.jsonl').trim().split('\n').length,
  };
}

/** What each category of `conformance/compare.mjs` holds, in the order of the table. */
const CATEGORIES = {
  reach: {
    en: 'Connections: every outcome of a new one, with the Pod, the port and the source that the Pod saw',
    zh: '连接：一条新连接的每一种结果，包括到了哪个 Pod、哪个端口，以及 Pod 看到的源地址',
  },
  iptables: { en: 'Rules as `iptables-save` prints them', zh: '`iptables-save` 打印的规则' },
  nft: { en: 'Rules as `nft list` prints them', zh: '`nft list` 打印的规则' },
  slices: { en: 'EndpointSlices and Endpoints, whole', zh: '完整的 EndpointSlice 和 Endpoints' },
  objects: { en: 'Other objects, whole, as the API server stored them', zh: 'API Server 存下的其他对象，完整比较' },
  api: {
    en: 'What the API server takes, defaults and refuses, with its messages',
    zh: 'API Server 接受什么、补上什么默认值、拒绝什么，连同它的消息',
  },
  create: { en: '`kubectl create` of each document', zh: '逐个文档执行 `kubectl create`' },
  kubectl: { en: 'Tables and texts of kubectl', zh: 'kubectl 打印的表格和文字' },
  dns: { en: 'Answers of CoreDNS, and `/etc/resolv.conf`', zh: 'CoreDNS 的应答，以及 `/etc/resolv.conf`' },
  env: { en: 'Environment variables of containers', zh: '容器里的环境变量' },
  other: { en: 'curl, ping, ip and others', zh: 'curl、ping、ip 等命令' },
};

/** @param {Recorded} recorded @param {'en' | 'zh'} language */
function table({ score }, language) {
  const rows = Object.entries(CATEGORIES).map(([name, text]) => {
    const { passed, of } = score[name] ?? { passed: 0, of: 0 };
    return `| ${text[language]} | ${of} | ${passed} |`;
  });
  const missing = Object.keys(score).filter((name) => !Object.hasOwn(CATEGORIES, name));
  if (missing.length > 0) throw new Error(`scripts/fidelity.mjs has no words for ${missing.join(', ')}`);
  return rows.join('\n');
}

/** @param {Score} score */
const sum = (score) =>
  Object.values(score).reduce((all, { passed, of }) => ({ passed: all.passed + passed, of: all.of + of }), {
    passed: 0,
    of: 0,
  });

/** @param {Recorded} found */
const english = (found) => `# How near to a real cluster

<!-- Written by scripts/fidelity.mjs from conformance/: do not edit. -->

Kubehop's answers are compared with recordings: ${found.cases} scenarios were run on a real Kubernetes 1.36.3 cluster, and what it answered was kept. The same files run here, and \`npm test\` compares, answer by answer. What no two clusters share is taken out of both first: uids, times, generated suffixes, counters, the order of what has none. A number that falls fails the build.

| what is compared | answers recorded | the same here |
|---|--:|--:|
${table(found, 'en')}
| **all** | **${sum(found.score).of}** | **${sum(found.score).passed}** |

## In which modes

| mode of kube-proxy | scenarios recorded | beside that |
|---|--:|---|
| iptables | ${found.modes.iptables} | random clusters against this machine's kernel |
| nftables | ${found.modes.nftables} | random clusters against this machine's kernel |
| ipvs | ${found.modes.ipvs} | **nothing but text**: it follows the sources of kube-proxy and of the kernel, and was never held against a cluster |

${found.dual} of the scenarios have addresses of both families.

## What else is held against something real

- **Rules against a kernel.** \`npm run check:kernel\` makes random clusters of network namespaces, loads the rules that Kubehop renders with \`iptables-restore\` and \`nft\`, opens connections, and compares who answers. \`npm test\` does so for some seconds.
- **Order in time.** ${found.sequences} sequences of EndpointSlices (a rolling update, a killed Node, a failing probe) were recorded change by change; order and conditions are compared, durations are not.
- **YAML.** ${found.scalars} small texts were read by Go's YAML library; ours reads them alike.

## What is from text alone

What was never recorded follows the sources of Kubernetes and Linux, or their documentation: IPVS, clusters of IPv6 alone, how long things take, and what some tools print. [limits.md](limits.md) lists it with the rest that is approximated or missing.
`;

/** @param {Recorded} found */
const chinese = (found) => `# 和真实集群有多接近

<!-- 由 scripts/fidelity.mjs 根据 conformance/ 生成，请勿手改。 -->

Kubehop 的回答与录下的回答逐条比较：${found.cases} 个场景在真实的 Kubernetes 1.36.3 集群上跑过，集群的每个回答都存了下来。同样的文件在这里再跑一遍，由 \`npm test\` 比较。任何两个集群都不会相同的内容会先从两边去掉：uid、时间、随机后缀、计数器，以及本来就没有顺序的东西的顺序。数字一旦下降，构建就失败。

| 比较的内容 | 录下的回答 | 这里相同的 |
|---|--:|--:|
${table(found, 'zh')}
| **合计** | **${sum(found.score).of}** | **${sum(found.score).passed}** |

## 哪些模式

| kube-proxy 的模式 | 录过的场景 | 除此之外 |
|---|--:|---|
| iptables | ${found.modes.iptables} | 随机集群，与本机内核比较 |
| nftables | ${found.modes.nftables} | 随机集群，与本机内核比较 |
| ipvs | ${found.modes.ipvs} | **只有文字依据**：按 kube-proxy 和内核的源码实现，没有和任何真实集群比较过 |

其中 ${found.dual} 个场景同时有两个地址族的地址。

## 还有什么和真实的东西比较

- **规则和内核。**\`npm run check:kernel\` 用网络命名空间搭出随机集群，用 \`iptables-restore\` 和 \`nft\` 加载 Kubehop 写出的规则，打开连接，比较谁来应答。\`npm test\` 也会做几秒钟。
- **先后顺序。**录下了 ${found.sequences} 段 EndpointSlice 的变化（滚动更新、Node 断电、探针失败），逐次比较顺序和状态，不比较时长。
- **YAML。**${found.scalars} 小段文本由 Go 的 YAML 库读过，这里读出的结果相同。

## 哪些只有文字依据

没有录过的部分依据 Kubernetes 和 Linux 的源码或文档：IPVS、只有 IPv6 的集群、各种操作需要的时间、一部分工具打印的内容。它们和其他近似或缺少的部分都列在[限制](limits.md)里。
`;

/** @param {string} root @returns {Record<string, string>} path → text */
export function fidelityPages(root) {
  const found = recorded(root);
  return { 'docs/fidelity.md': english(found), 'docs/zh-CN/fidelity.md': chinese(found) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  for (const [file, text] of Object.entries(fidelityPages(root))) writeFileSync(join(root, file), text);
}
