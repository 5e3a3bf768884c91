import { fail } from '../../../private/errors';
import { MAXIMUM_VOLUME_TAGS, problemOfVolumeTag } from '../../../rules/volume-tags';

/** `tagSpecification_1: key=value`: the key goes to the first sign of equality, so that values may have more of them. */
export function renderTagParameters(tags: { readonly [key: string]: string } = {}): { readonly [name: string]: string } {
  const entries = Object.entries(tags);
  const problems = [
    ...entries.length > MAXIMUM_VOLUME_TAGS ? [`tags must be at most ${MAXIMUM_VOLUME_TAGS}, got ${entries.length}: remove some`] : [],
    ...entries.flatMap(([key, value]) => {
      const wrong = problemOfVolumeTag(key, value);
      return wrong ? [`tags.${key} ${wrong.problem}: ${wrong.fix}`] : [];
    }),
  ];
  if (problems.length > 0) { fail('VolumeTags', problems.join('; ')); }
  return Object.fromEntries(entries.map(([key, value], index) => [`tagSpecification_${index + 1}`, `${key}=${value}`]));
}
