import { isToken } from './tokens';

/** An object of its own, and where it stands in the list that brought it. */
export interface ListedObject {
  /** Whatever stands there: only people who write YAML know. */
  readonly manifest: unknown;
  /** Such as `.items[3]`; empty for an object that no list brought. */
  readonly place: string;
}

type Structure = Readonly<Record<string, unknown>>;

/**
 * Takes a list of objects apart as kubectl does, also lists in it: what it holds are objects of their own. Anything else is
 * returned as it is.
 */
export function objectsIn(manifest: unknown, place = ''): ListedObject[] {
  if (!isStructure(manifest) || !isList(manifest)) { return [{ manifest, place }]; }
  const items = manifest.items ?? [];
  // A list that is not known yet stays whole.
  if (!Array.isArray(items) || isToken(items)) { return [{ manifest, place }]; }
  return items.flatMap((item, index) => objectsIn(inherit(manifest, item), `${place}.items[${index}]`));
}

/** Whether an object is a list of objects: `List`, or a list of one kind such as `ConfigMapList`. */
export function isList({ apiVersion, kind, items }: Structure): boolean {
  if (typeof kind !== 'string' || !kind.endsWith('List')) { return false; }
  return (kind === 'List' && apiVersion === 'v1') || (items !== undefined && (Array.isArray(items) || isToken(items)));
}

/** What an item has from its list: in a list of one kind its kind, and what cdk8s gives every object of a chart. */
function inherit(list: Structure, item: unknown): unknown {
  if (!isStructure(item) || isToken(item)) { return item; }
  const kind = String(list.kind).slice(0, -'List'.length);
  const isUntyped = item.kind === undefined && item.apiVersion === undefined && kind !== '';
  const metadata = metadataOf(list.metadata, item.metadata);
  return { ...isUntyped && { apiVersion: list.apiVersion, kind }, ...item, ...metadata && { metadata } };
}

function metadataOf(ofList: unknown, ofItem: unknown = {}): Structure | undefined {
  if (!isStructure(ofList) || !isStructure(ofItem) || isToken(ofItem)) { return undefined; }
  const namespace = ofItem.namespace ?? ofList.namespace;
  const labels = ofItem.labels === undefined || isStructure(ofItem.labels)
    ? { ...ofList.labels as Structure, ...ofItem.labels as Structure } : ofItem.labels;
  return { ...ofItem, ...namespace !== undefined && { namespace }, ...(ofList.labels !== undefined) && { labels } };
}

function isStructure(value: unknown): value is Structure {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
