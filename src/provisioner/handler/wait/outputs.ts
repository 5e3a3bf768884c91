import { objectNameOf, parseFieldPath } from '../../contract';
import { namespaceOf, unknownKind } from '../chart/placed-manifest';
import { LoadedChart, ManifestHead } from '../chart/stored-manifest';
import { pollUntil } from '../control-flow/poll';
import { objectPath } from '../kubernetes/discovery';
import { Failure } from '../report/failure';
import { ConnectedRun } from '../run';

/** Bytes that all values may have together: CloudFormation takes 4 KB, with all that is around them. */
const MAXIMUM_LENGTH = 2048;

/** Values for CloudFormation, by the name of their attribute. */
export interface Outputs { readonly [attribute: string]: string }

/** Phase 7: reads the values that CloudFormation asks for, and waits for those that are not there yet. */
export async function readOutputs(run: ConnectedRun, { objects, outputs: wanted }: LoadedChart): Promise<Outputs> {
  const outputs: { [attribute: string]: string } = {};
  for (const [attribute, { object, path }] of Object.entries(wanted)) {
    outputs[attribute] = await read(run, objects[object].manifest, path);
  }
  const length = Buffer.byteLength(JSON.stringify(outputs));
  if (length > MAXIMUM_LENGTH) {
    throw new Failure(`values that are read from the cluster must have at most ${MAXIMUM_LENGTH} bytes together, got ${length}: read fewer of them`);
  }
  return outputs;
}

async function read({ client, discovery, deadline }: ConnectedRun, manifest: ManifestHead, path: string): Promise<string> {
  const kind = discovery.kindOf(manifest);
  if (!kind) { throw new Failure(unknownKind(manifest)); }
  let value: unknown;
  await pollUntil(deadline, async () => {
    value = valueAt(await client.find(objectPath(kind, manifest.metadata.name, namespaceOf(manifest, kind))), path);
    return value === undefined || value === null || value === '' ? `${objectNameOf(manifest)} has no ${path} yet` : undefined;
  });
  if (typeof value === 'object') {
    throw new Failure(`${path} of ${objectNameOf(manifest)} must be a text, number or boolean, got ${Array.isArray(value) ? 'a list' : 'a structure'}: `
      + 'write the path on to a field in it');
  }
  return String(value);
}

function valueAt(object: unknown, path: string): unknown {
  return parseFieldPath(path)!.reduce<any>((at, step) => typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? at[step] : undefined, object);
}
