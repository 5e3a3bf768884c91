// Families that the user guide lists for Auto Mode, late 2026. The list grows every few months: what it lacks is worth a
// warning, never an error.
const ORDINARY = `
  c4 c5 c5a c5ad c5d c5n c6a c6g c6gd c6gn c6i c6id c6in c7a c7g c7gd c7gn c7i c7i-flex c8a c8g c8gb c8gd c8gn c8i c8i-flex c8ib c8id c9g c9gd
  m4 m5 m5a m5ad m5d m5dn m5n m5zn m6a m6g m6gd m6i m6id m6idn m6in m7a m7g m7gd m7i m7i-flex m8a m8azn m8g m8gb m8gd m8gn m8i m8i-flex m8id m9g m9gd
  r4 r5 r5a r5ad r5b r5d r5dn r5n r6a r6g r6gd r6i r6id r6idn r6in r7a r7g r7gd r7i r7iz r8a r8g r8gb r8gd r8gn r8i r8i-flex r8id r9g
  z1d x2gd x2idn x2iedn x2iezn x8aedz x8g x8i
  d3 d3en i3 i3en i4g i4i i7i i7ie i8g i8ge im4gn is4gen
  hpc8a
`;
const BURSTABLE = 't2 t3 t3a t4g';
const ACCELERATED = 'g4ad g4dn g5 g5g g6 g6e g7e gr6 inf1 inf2 p3 p3dn p4d p4de p5 p5e p5en p6-b200 p6-b300 trn1 trn1n trn2';

/** Families with GPUs, Inferentia or Trainium. */
export const ACCELERATED_FAMILIES: ReadonlySet<string> = setOf(ACCELERATED);

/** Families whose size medium has two vCPUs; that of all others has one. */
export const BURSTABLE_FAMILIES: ReadonlySet<string> = setOf(BURSTABLE);

/**
 * Families that Auto Mode launches.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/automode-learn-instances.html
 */
export const INSTANCE_FAMILIES: ReadonlySet<string> = new Set([...setOf(ORDINARY), ...BURSTABLE_FAMILIES, ...ACCELERATED_FAMILIES]);

/** Categories of instances with accelerators. */
export const ACCELERATED_CATEGORIES: ReadonlySet<string> = new Set([...ACCELERATED_FAMILIES].map(categoryOf));

/** Categories of the families that Auto Mode launches. */
export const INSTANCE_CATEGORIES: ReadonlySet<string> = new Set([...INSTANCE_FAMILIES].map(categoryOf));

/** The letters that a family begins with: `c` of `c8g`. */
function categoryOf(family: string): string {
  return /^[a-z]+/.exec(family)![0];
}

/** Family of an instance type: `c8g` of `c8g.large`. */
export function familyOf(instanceType: string): string {
  return instanceType.split('.')[0];
}

/** Size of an instance type: `large` of `c8g.large`. */
export function sizeOf(instanceType: string): string | undefined {
  return instanceType.split('.')[1];
}

function setOf(words: string): Set<string> {
  return new Set(words.trim().split(/\s+/));
}
