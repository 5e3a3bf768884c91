import { TransparentHugepages } from './transparent-hugepages';

/**
 * Memory of a node in large pages.
 *
 * Reserved pages are taken from the memory of every node when it starts; pods ask for them as `hugepages-2Mi` and `hugepages-1Gi`. Instance
 * types of whose memory they would take more than 80 percent are not launched. They cannot be reserved beside EFA network interfaces, and pods
 * that ask for `vpc.amazonaws.com/efa` get no node of such a NodeClass.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export interface Hugepages {
  /**
   * Reserved pages of 2 MiB, 1 or more.
   *
   * @default - none are reserved
   */
  readonly twoMebibytePages?: number;

  /**
   * Reserved pages of 1 GiB, 1 or more.
   *
   * @default - none are reserved
   */
  readonly oneGibibytePages?: number;

  /**
   * Where the kernel uses hugepages by itself.
   *
   * @default - where processes ask for it with madvise, as the kernel does
   */
  readonly transparent?: TransparentHugepages;
}
