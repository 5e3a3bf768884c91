// The Kubernetes side does not know aws-cdk-lib, but its values may hold tokens of the CDK: their encodings are
// recognised here by shape, so that no check ever looks into one.
const TEXT_MARKER = '${Token[';
const LIST_MARKER = '#{Token[';
// aws-cdk-lib encodes numeric tokens as doubles whose upper 16 bits are 0xFBFF.
const NUMBER_MARKER = 0xfbff;
const BITS = new DataView(new ArrayBuffer(8));

/** Whether a value is, or contains in its text, a value that is only known at deployment. */
export function isToken(value: unknown): boolean {
  if (Array.isArray(value)) { return value.length === 1 && isToken(value[0]) && String(value[0]).startsWith(LIST_MARKER); }
  switch (typeof value) {
    case 'string': return value.includes(TEXT_MARKER) || value.includes(LIST_MARKER);
    case 'number': return isNumericToken(value);
    case 'object': return value !== null && 'resolve' in value && typeof value.resolve === 'function';
    default: return false;
  }
}

function isNumericToken(value: number): boolean {
  BITS.setFloat64(0, value);
  return BITS.getUint16(0) === NUMBER_MARKER;
}
