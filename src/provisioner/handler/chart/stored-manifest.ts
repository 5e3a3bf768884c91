import { IndexRange, Manifest, ownAnnotations, WantedOutputs } from '../../contract';
import { definitionIn, KindDefinition } from '../kubernetes/discovery';

/** A chart as the handler keeps it. */
export interface LoadedChart {
  readonly objects: readonly LoadedObject[];
  /** Values that CloudFormation asks for. */
  readonly outputs: WantedOutputs;
}

/** An object of the chart as the handler keeps it. */
export interface LoadedObject {
  readonly manifest: StoredManifest;
  /** The objects that must be applied before. */
  readonly after?: readonly IndexRange[];
}

/** What says which object a manifest is. */
export type ManifestHead = Pick<Manifest, 'apiVersion' | 'kind' | 'metadata'>;

/**
 * A manifest in little memory, since there may be thousands: what the phases ask for is at hand, the rest is text until it is sent.
 */
export class StoredManifest implements ManifestHead {
  public readonly apiVersion: string;
  public readonly kind: string;
  /** Name, namespace, and annotations of this library: others may be long, and say nothing to the handler. */
  public readonly metadata: Manifest['metadata'];
  /** What it defines, if it is a CRD. */
  public readonly definition?: KindDefinition;

  private readonly text: string;

  /** @param line Line of JSON with the manifest as it is, if there is one. */
  constructor(manifest: Manifest, line?: string) {
    const { name, namespace, annotations = {} } = manifest.metadata;
    this.apiVersion = manifest.apiVersion;
    this.kind = manifest.kind;
    this.metadata = { name, namespace, annotations: ownAnnotations(annotations) };
    this.definition = definitionIn(manifest);
    this.text = line ?? JSON.stringify({ manifest });
  }

  /** The whole of it, made anew each time. */
  public read(): Manifest {
    return JSON.parse(this.text).manifest;
  }
}
