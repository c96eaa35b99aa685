import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { invalid, notSupported, required } from './fieldErrors.ts';
import { internalForm } from './internalForm.ts';
import { keepStatus } from './keepStatus.ts';
import { sameJson } from '../plain.ts';
import type { Strategy } from './Strategy.ts';
import { dns1035Label, dns1123Subdomain } from './validators.ts';

// k8s.io/apiextensions-apiserver, pkg/apis/apiextensions. Of the schema, only that every value has a type is checked.

export const customResourceDefinitionStrategy: Strategy = {
  /** SetDefaults_CustomResourceDefinition */
  defaults({ spec }) {
    const { names } = spec;
    names.singular ||= names.kind.toLowerCase();
    names.listKind ||= names.kind ? `${names.kind}List` : '';
    spec.conversion ??= { strategy: 'None' };
  },
  prepareForCreate(object) {
    object['status'] = { acceptedNames: { kind: '', plural: '' }, conditions: null, storedVersions: [] };
    noteStorage(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
    noteStorage(object);
  },
  validate({ metadata, spec, status }, old) {
    const versions: Fields[] = spec.versions ?? [];
    return [
      ...(old ? [] : nameErrors(metadata.name, spec)),
      ...groupErrors(spec.group),
      ...scopeErrors(spec.scope),
      ...versionErrors(versions),
      ...firstErrors(versions),
      ...namesErrors(spec.names),
      ...schemasErrors(versions, true),
      ...pathsErrors(versions, true),
      ...storedErrors(status.storedVersions, versions),
    ];
  },
};

/** pkg/registry/customresourcedefinition/strategy.go: the status remembers what was ever stored. */
function noteStorage(object: Fields): void {
  const { spec, status } = object;
  const found = (spec.versions as Fields[] | undefined)?.find(({ storage }) => storage);
  const stored: string[] = status.storedVersions;
  if (found && !stored.includes(found['name']))
    object['status'] = { ...status, storedVersions: [...stored, found['name']] };
}

function nameErrors(name: string | undefined, { names, group }: Fields): FieldError[] {
  const text = 'must be spec.names.plural+"."+spec.group';
  return name && name !== `${names.plural}.${group}` ? [invalid('metadata.name', name, text)] : [];
}

function groupErrors(group: string): FieldError[] {
  if (group === '') return [required('spec.group')];
  const wrong = dns1123Subdomain(group);
  if (wrong.length > 0) return [invalid('spec.group', group, wrong.join(','))];
  return group.includes('.') ? [] : [invalid('spec.group', group, 'should be a domain with at least one dot')];
}

function scopeErrors(scope: string): FieldError[] {
  const scopes = ['Cluster', 'Namespaced'];
  if (scope === '') return [required('spec.scope')];
  return scopes.includes(scope) ? [] : [notSupported('spec.scope', scope, scopes)];
}

/** In these words, if the schema is the same in all versions and is kept beside them. */
const NO_SCHEMA = 'may only be set when `version.schema.openAPIV3Schema` is not included';

function versionErrors(versions: Fields[]): FieldError[] {
  const errors = versions.flatMap(({ schema }, i) =>
    schema?.openAPIV3Schema ? [] : [required(`spec.versions[${i}].schema.openAPIV3Schema`)],
  );
  for (const [i, { name }] of versions.entries()) {
    const wrong = dns1035Label(name);
    if (wrong.length > 0) errors.push(invalid(`spec.versions[${i}].name`, name, wrong.join(',')));
  }
  const shown = internalVersions(versions);
  for (const [i, { Schema, SelectableFields }] of shown.entries())
    if (SelectableFields && !Schema) errors.push(invalid(`spec.versions[${i}].selectableFields`, '', NO_SCHEMA));
  errors.push(...schemasErrors(versions, false), ...pathsErrors(versions, false));
  const told = shown.length > 0 ? shown : null;
  if (new Set(versions.map(({ name }) => name as string)).size < versions.length)
    errors.push(invalid('spec.versions', told, 'must contain unique version names'));
  if (versions.filter(({ storage }) => storage).length !== 1)
    errors.push(invalid('spec.versions', told, 'must have exactly one version marked as storage version'));
  return errors;
}

/** The first version is the one that old clients knew alone: it is told of twice, if it has a name. */
function firstErrors([version]: Fields[]): FieldError[] {
  const name: string | undefined = version?.['name'];
  const wrong = name ? dns1035Label(name) : [];
  return wrong.length > 0 ? [invalid('spec.version', name, wrong.join(','))] : [];
}

/** ValidateCustomResourceDefinitionStoredVersions */
function storedErrors(stored: string[], versions: Fields[]): FieldError[] {
  const at = 'status.storedVersions';
  if (stored.length === 0) return [invalid(at, null, 'must have at least one stored version')];
  const kept = versions.find(({ storage, name }) => storage && !stored.includes(name));
  const names = versions.map(({ name }) => name as string);
  return [
    ...(kept ? [invalid(at, stored, `must have the storage version ${kept['name']}`)] : []),
    ...stored.flatMap((name, i) => {
      const why = `${name} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in ${name} and removes ${name} from status.storedVersions`;
      return names.includes(name) ? [] : [invalid(`${at}[${i}]`, name, `missing from spec.versions; ${why}`)];
    }),
  ];
}

/** What versions have by themselves, unless it is the same in all of them: then the server keeps it beside them. */
const OF_VERSIONS = ['schema', 'subresources', 'additionalPrinterColumns', 'selectableFields'];

/** The server's own structs (v1/conversion.go); of a schema, which few show, what the manifest has. */
const internalVersions = (versions: Fields[]): Fields[] => {
  const shared = OF_VERSIONS.filter((field) => versions.every((one) => sameJson(one[field], versions[0]?.[field])));
  const apart = (version: Fields): Fields => ({
    ...version,
    ...Object.fromEntries(shared.map((field) => [field, undefined])),
  });
  return versions.map((version) => internalForm(apart(version), 'CustomResourceDefinitionVersion') as Fields);
};

function namesErrors(names: Fields): FieldError[] {
  const errors = ['plural', 'singular', 'kind', 'listKind'].flatMap((field) =>
    names[field] ? [] : [required(`spec.names.${field}`)],
  );
  for (const field of ['plural', 'singular', 'kind', 'listKind']) {
    const name: string = names[field];
    const mixed = field === 'kind' || field === 'listKind';
    const wrong = name === '' ? [] : dns1035Label(mixed ? name.toLowerCase() : name);
    const before = mixed ? 'may have mixed case, but should otherwise match: ' : '';
    if (wrong.length > 0) errors.push(invalid(`spec.names.${field}`, name, before + wrong.join(',')));
  }
  const labels = (list: string): FieldError[] =>
    ((names[list] ?? []) as string[]).flatMap((name, i) => {
      const wrong = dns1035Label(name);
      return wrong.length > 0 ? [invalid(`spec.names.${list}[${i}]`, name, wrong.join(','))] : [];
    });
  errors.push(...labels('shortNames'));
  if (names['kind'] && names['kind'] === names['listKind'])
    errors.push(invalid('spec.names.listKind', names['listKind'], 'kind and listKind may not be the same'));
  return [...errors, ...labels('categories')];
}

/** The schema of a version that is alone is told of in another place than those of several. */
const schemasErrors = (versions: Fields[], ofOne: boolean): FieldError[] =>
  (versions.length === 1) === ofOne
    ? versions.flatMap(({ schema }, i) => {
        const at = ofOne ? 'spec.validation' : `spec.versions[${i}].schema`;
        const root: Fields | undefined = schema?.openAPIV3Schema;
        return root ? typeErrors(root, `${at}.openAPIV3Schema`, 'at the root') : [];
      })
    : [];

const COLUMN_TYPES = ['boolean', 'date', 'integer', 'number', 'string'];
const COLUMN_FORMATS = ['byte', 'date', 'date-time', 'double', 'float', 'int32', 'int64', 'password'];

/** validateSimpleJSONPath */
const dotted = (path: string, at: string): FieldError[] =>
  path.startsWith('.') ? [] : [invalid(at, path, 'must be a simple json path starting with .')];

/** Subresources and columns, which a version that is alone shares with all. */
const pathsErrors = (versions: Fields[], ofOne: boolean): FieldError[] =>
  (versions.length === 1) === ofOne
    ? versions.flatMap(({ subresources, additionalPrinterColumns = [] }, i) => {
        const at = ofOne ? 'spec' : `spec.versions[${i}]`;
        return [
          ...(subresources?.scale ? scaleErrors(subresources.scale, `${at}.subresources.scale`) : []),
          ...(additionalPrinterColumns as Fields[]).flatMap((column, j) =>
            columnErrors(column, `${at}.additionalPrinterColumns[${j}]`),
          ),
        ];
      })
    : [];

/** ValidateCustomResourceDefinitionSubresources */
function scaleErrors(scale: Fields, at: string): FieldError[] {
  const errors = ['spec', 'status'].flatMap((part) => {
    const field = `${at}.${part}ReplicasPath`;
    const path: string = scale[`${part}ReplicasPath`];
    if (path === '') return [required(field)];
    const wrong = dotted(path, field);
    return wrong.length > 0 || path.startsWith(`.${part}.`)
      ? wrong
      : [invalid(field, path, `should be a json path under .${part}`)];
  });
  const labels: string = scale['labelSelectorPath'] ?? '';
  if (labels === '') return errors;
  const field = `${at}.labelSelectorPath`;
  const wrong = dotted(labels, field);
  if (wrong.length > 0 || /^\.(spec|status)\./.test(labels)) return [...errors, ...wrong];
  return [...errors, invalid(field, labels, 'should be a json path under either .spec or .status')];
}

/** ValidateCustomResourceColumnDefinition */
function columnErrors({ name, type, format, jsonPath }: Fields, at: string): FieldError[] {
  const errors = name ? [] : [required(`${at}.name`)];
  const types = `must be one of ${COLUMN_TYPES.join(',')}`;
  if (type === '') errors.push(required(`${at}.type`, types));
  else if (!COLUMN_TYPES.includes(type)) errors.push(invalid(`${at}.type`, type, types));
  if (format && !COLUMN_FORMATS.includes(format))
    errors.push(invalid(`${at}.format`, format, `must be one of ${COLUMN_FORMATS.join(',')}`));
  const field = `${at}.JSONPath`;
  return [...errors, ...(jsonPath === '' ? [required(field)] : dotted(jsonPath, field))];
}

/** pkg/apiserver/schema/validation.go, validateStructuralInvariants: every value has a type. */
function typeErrors(schema: Fields, at: string, where: string): FieldError[] {
  const { type, properties, items, additionalProperties: rest } = schema;
  const field = 'for specified object fields';
  const free = schema['x-kubernetes-preserve-unknown-fields'] || schema['x-kubernetes-int-or-string'];
  return [
    ...(items ? typeErrors(items, `${at}.items`, 'for specified array items') : []),
    ...Object.entries<Fields>(properties ?? {}).flatMap(([name, of]) =>
      typeErrors(of, `${at}.properties[${name}]`, field),
    ),
    ...(rest && typeof rest === 'object' ? typeErrors(rest, `${at}.additionalProperties`, field) : []),
    ...(type || free ? [] : [required(`${at}.type`, `must not be empty ${where}`)]),
  ];
}
