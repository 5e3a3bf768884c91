import { keyProblem } from './label-syntax';
import { fieldOf, FieldViolation, ruleForKind } from './rule';
import { isToken } from '../private/tokens';

const ANNOTATIONS = 'spec.template.metadata.annotations';
const MAXIMUM_SIZE = 256 * 1024;

export const nodePoolAnnotations = ruleForKind('karpenter.sh', 'NodePool', {
  id: 'node-pool-annotations',
  reason: 'annotations of nodes that Kubernetes does not take keep Karpenter from making any node',
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set',
  check: (manifest) => {
    const annotations = fieldOf(manifest, ANNOTATIONS);
    if (typeof annotations !== 'object' || annotations === null || Array.isArray(annotations) || isToken(annotations)) { return []; }
    const entries = Object.entries(annotations).filter(([key, value]) => !isToken(key) && typeof value === 'string');
    const size = entries.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
    return [
      ...size > MAXIMUM_SIZE
        ? [{ field: ANNOTATIONS, value: size, problem: `must have at most ${MAXIMUM_SIZE} bytes, got ${size}`, fix: 'shorten them' }] : [],
      ...entries.flatMap(([key]): FieldViolation[] => {
        // Other than labels, keys of annotations may have a domain in upper case.
        const problem = keyProblem(key.toLowerCase());
        return problem ? [{ field: `${ANNOTATIONS}.${key}`, value: key, problem: `key ${problem}`, fix: 'choose a key such as "example.com/contact"' }] : [];
      }),
    ];
  },
});
