import { fail } from '../../../private/errors';
import { EbsStorageClassProps } from '../ebs-storage-class-options';
import { EbsVolume } from '../ebs-volume';
import { renderTagParameters } from './volume-tags';

/** Parameters of a class: all of them are texts. What is unsafe or differs between versions when it is left out is always written. */
export function renderParameters(props: EbsStorageClassProps): { readonly [name: string]: string } {
  const { volume = EbsVolume.gp3(), encrypted = true, kmsKeyArn } = props;
  if (!encrypted && kmsKeyArn !== undefined) {
    fail('StorageClassEncryption', 'encrypted must not be false when kmsKeyArn is given, got both: leave encrypted out');
  }
  return given({
    ...volume._render(),
    encrypted: String(encrypted),
    kmsKeyId: kmsKeyArn,
    ...props.fileSystem?._render(),
    ...renderTagParameters(props.tags),
  });
}

function given(parameters: { readonly [name: string]: string | undefined }): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
