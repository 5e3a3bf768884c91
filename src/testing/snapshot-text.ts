import { AssetManifest } from 'aws-cdk-lib/cloud-assembly-schema';
import { AssetManifestArtifact, CloudAssembly } from 'aws-cdk-lib/cx-api';

/** What stands for the hash of an asset. */
const PLACEHOLDER = '<asset>';

/** Texts of an assembly without what is different whenever an asset is: other hashes, such as digests of images, stay. */
export class SnapshotText {
  private readonly hashes: readonly string[];

  constructor(assembly: CloudAssembly) {
    this.hashes = [...new Set(assembly.artifacts.filter((artifact): artifact is AssetManifestArtifact => artifact instanceof AssetManifestArtifact)
      .flatMap(({ contents }) => hashesIn(contents)))];
  }

  public without(value: any): any {
    if (typeof value === 'string') { return this.hashes.reduce((text, hash) => text.split(hash).join(PLACEHOLDER), value); }
    if (Array.isArray(value)) { return value.map((item) => this.without(item)); }
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [this.without(key), this.without(item)]));
    }
    return value;
  }
}

function hashesIn({ files = {}, dockerImages = {} }: AssetManifest): string[] {
  return [...Object.keys(files), ...Object.keys(dockerImages)].map((id) => id.split(/[.-]/)[0]).filter((hash) => /^[0-9a-f]{64}$/.test(hash));
}
