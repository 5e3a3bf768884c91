const FACTORS: { readonly [suffix: string]: number } = {
  '': 1,
  'm': 1e-3,
  'k': 1e3,
  'M': 1e6,
  'G': 1e9,
  'T': 1e12,
  'P': 1e15,
  'E': 1e18,
  'Ki': 2 ** 10,
  'Mi': 2 ** 20,
  'Gi': 2 ** 30,
  'Ti': 2 ** 40,
  'Pi': 2 ** 50,
  'Ei': 2 ** 60,
};

/** The number behind a quantity of Kubernetes such as `100Mi` or `1e3`. Nothing if it is none, or negative. */
export function parseQuantity(text: string): number | undefined {
  const [, amount, exponent, suffix = ''] = /^\+?([0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE]([+-]?[0-9]+)|(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei))?$/.exec(text) ?? [];
  return amount === undefined ? undefined : Number(amount) * (exponent === undefined ? FACTORS[suffix] : 10 ** Number(exponent));
}
