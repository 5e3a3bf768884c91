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
  const size = 1n << BigInt(hostBits);
  if (BigInt(count) * size > 1n << BigInt(width - Number(prefix))) {
    throw new Error(`${block} has no room for ${count} blocks of ${hostBits} bits`);
  }
  const first = width === 128 ? fromIpv6(address) : fromIpv4(address);
  return Array.from({ length: count }, (_, index) => first + BigInt(index) * size)
    .map((start) => `${width === 128 ? toIpv6(start) : toIpv4(start)}/${width - hostBits}`);
}

function fromIpv4(address: string): bigint {
  return address.split('.').reduce((value, part) => (value << 8n) + BigInt(part), 0n);
}

function toIpv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
}

function fromIpv6(address: string): bigint {
  const [head, tail = ''] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const missing = 8 - groups(head).length - groups(tail).length;
  return [...groups(head), ...Array(missing).fill('0'), ...groups(tail)].reduce((value, group) => (value << 16n) + BigInt(`0x${group}`), 0n);
}

function toIpv6(value: bigint): string {
  return [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((shift) => ((value >> shift) & 0xffffn).toString(16)).join(':');
}
