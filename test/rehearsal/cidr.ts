/**
 * Blocks that `Fn::Cidr` cuts out of another one.
 *
 * @param block Block of either family.
 * @param count How many.
 * @param hostBits Bits that each of them leaves to addresses.
 */
export function subnetsOf(block: string, count: number, hostBits: number): string[] {
  const [address, prefix] = block.split('/');
  const width = address.includes(':') ? 128 : 32;
  const size = 2n ** BigInt(hostBits);
  if (BigInt(count) * size > 2n ** BigInt(width - Number(prefix))) {
    throw new Error(`${block} has no room for ${count} blocks of ${hostBits} bits`);
  }
  const first = width === 128 ? fromIpv6(address) : fromIpv4(address);
  return Array.from({ length: count }, (_, index) => first + BigInt(index) * size)
    .map((start) => `${width === 128 ? toIpv6(start) : toIpv4(start)}/${width - hostBits}`);
}

function fromIpv4(address: string): bigint {
  return address.split('.').reduce((value, part) => value * 256n + BigInt(part), 0n);
}

function toIpv4(value: bigint): string {
  return digitsOf(value, 256n, 4).join('.');
}

function fromIpv6(address: string): bigint {
  const [head, tail = ''] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const missing = 8 - groups(head).length - groups(tail).length;
  return [...groups(head), ...Array(missing).fill('0'), ...groups(tail)].reduce((value, group) => value * 65_536n + BigInt(`0x${group}`), 0n);
}

function toIpv6(value: bigint): string {
  return digitsOf(value, 65_536n, 8).map((group) => group.toString(16)).join(':');
}

function digitsOf(value: bigint, base: bigint, count: number): bigint[] {
  return Array.from({ length: count }, (_, index) => value / base ** BigInt(count - 1 - index) % base);
}
