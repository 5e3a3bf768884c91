/**
 * How many IPv4 addresses a node takes at a time for its pods.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export enum Ipv4PrefixSize {
  /** Blocks of 16 addresses, at least one a node: fast for many pods on a node. */
  AUTO = 'Auto',
  /** One address for each pod and one in reserve: spares addresses when many nodes have few pods. */
  SINGLE_ADDRESS = '32',
}
