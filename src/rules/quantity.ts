// Karpenter's CRD takes broken exponents too (1e1.5), which the controller cannot read.
const QUANTITY = /^([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))((?:[KMGTPE]i)|[numkMGTPE]|[eE][+-]?[0-9]+)?$/;
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL: Record<string, number> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

/** Whether a value is a whole number that the API server can read, of 64 bits. */
export function isInteger(value: unknown): value is number {
  return Number.isInteger(value) && Math.abs(value as number) < 2 ** 63;
}

/** The amount that a quantity of Kubernetes stands for, such as `500m` or `64Gi`; nothing if it is none. */
export function parseQuantity(quantity: unknown): number | undefined {
  if (typeof quantity === 'number') { return isInteger(quantity) ? quantity : undefined; }
  const [, amount, suffix] = typeof quantity === 'string' ? QUANTITY.exec(quantity) ?? [] : [];
  if (amount === undefined) { return undefined; }
  if (suffix === undefined) { return Number(amount); }
  if (BINARY.includes(suffix)) { return Number(amount) * 1024 ** (BINARY.indexOf(suffix) + 1); }
  return Number(amount) * 10 ** (DECIMAL[suffix] ?? Number(suffix.slice(1)));
}
