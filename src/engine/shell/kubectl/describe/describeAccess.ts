import type { KubeObject } from '../../../../model/KubeObject.ts';
import type { Fields } from '../../../admit/Fields.ts';
import type { Cluster } from '../../../cluster/Cluster.ts';
import type { Description } from './Description.ts';

interface Rule {
  verbs: string[];
  apiGroups: string[];
  resources: string[];
  resourceNames: string[];
  nonResourceURLs: string[];
}

/** One rule for each verb and thing (kubectl: util/rbac, BreakdownRule). */
function broken(rule: Fields): Rule[] {
  const {
    verbs = [],
    apiGroups = [],
    resources = [],
    resourceNames = [],
    nonResourceURLs = [],
  } = rule as unknown as Partial<Rule>;
  const named = resourceNames.length > 0 ? resourceNames.map((name) => [name]) : [[]];
  const none = { apiGroups: [], resources: [], resourceNames: [] };
  return [
    ...apiGroups.flatMap((group) =>
      resources.flatMap((resource) =>
        verbs.flatMap((verb) =>
          named.map((names): Rule => {
            return {
              verbs: [verb],
              apiGroups: [group],
              resources: [resource],
              resourceNames: names,
              nonResourceURLs: [],
            };
          }),
        ),
      ),
    ),
    ...nonResourceURLs.flatMap((url) =>
      verbs.map((verb): Rule => ({ ...none, verbs: [verb], nonResourceURLs: [url] })),
    ),
  ];
}

/** Rules that differ in their verbs alone are one; rules about paths stay apart (CompactRules). */
function compact(rules: readonly Rule[]): Rule[] {
  const simple = new Map<string, Rule>();
  const others: Rule[] = [];
  for (const rule of rules) {
    if (rule.nonResourceURLs.length > 0) {
      others.push(rule);
      continue;
    }
    const key = [rule.apiGroups, rule.resources, rule.resourceNames].join(' ');
    const known = simple.get(key);
    if (known) known.verbs = [...new Set([...known.verbs, ...rule.verbs])];
    else simple.set(key, rule);
  }
  return [...others, ...simple.values()];
}

const list = (values: readonly string[]): string => `[${values.join(' ')}]`;

/** As Go prints the struct, by which they are sorted (rbac/v1: PolicyRule.String). */
const ruleText = ({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: Rule): string =>
  `Verbs:${list(verbs)},APIGroups:${list(apiGroups)},Resources:${list(resources)},ResourceNames:${list(resourceNames)},NonResourceURLs:${list(nonResourceURLs)},`;

/** `deployments.apps/scale` (CombineResourceGroup). */
function resourceText({ resources: [resource = ''], apiGroups: [group = ''] }: Rule): string {
  const slash = resource.indexOf('/');
  if (group === '') return resource;
  return slash < 0 ? `${resource}.${group}` : `${resource.slice(0, slash)}.${group}${resource.slice(slash)}`;
}

function metaOf(to: Description, { name, labels, annotations }: KubeObject['metadata']): void {
  to.line(0, 'Name:', name);
  to.labels(labels);
  to.annotations(annotations);
}

export const RULE_HEADER = ['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'];

/** What rules allow, a line for each thing, in the order of their text. */
export function accessLines(given: readonly Fields[]): string[][] {
  const rules = compact(given.flatMap(broken)).map((rule) => ({ rule, text: ruleText(rule) }));
  rules.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  return rules.map(({ rule }) => [
    resourceText(rule),
    list(rule.nonResourceURLs),
    list(rule.resourceNames),
    list(rule.verbs),
  ]);
}

/** kubectl: describe.go, RoleDescriber and ClusterRoleDescriber. */
export function describeRole(to: Description, _: Cluster, object: KubeObject): void {
  metaOf(to, object.metadata);
  to.line(0, 'PolicyRule:');
  to.line(1, ...RULE_HEADER);
  to.line(1, ...RULE_HEADER.map((title) => '-'.repeat(title.length)));
  for (const cells of accessLines((object as Fields)['rules'] ?? [])) to.line(1, ...cells);
}

/** kubectl: describe.go, RoleBindingDescriber and ClusterRoleBindingDescriber. */
export function describeBinding(to: Description, _: Cluster, object: KubeObject): void {
  const { roleRef, subjects = [] } = object as Fields;
  metaOf(to, object.metadata);
  to.line(0, 'Role:');
  to.line(1, 'Kind:', roleRef.kind);
  to.line(1, 'Name:', roleRef.name);
  to.line(0, 'Subjects:');
  to.line(1, 'Kind', 'Name', 'Namespace');
  to.line(1, '----', '----', '---------');
  for (const { kind, name, namespace = '' } of subjects) to.line(1, kind, name, namespace);
}
