import { Size } from 'cdk8s';
import { fail } from '../../private/errors';
import { wholeNumberInText } from '../whole-number';

/**
 * Options of `FileSystem.xfs`, and of every file system.
 */
export interface FileSystemOptions {
  /**
   * Size of a block, in whole KiB, at least 1.
   *
   * @default - as the tool decides that formats the volume
   */
  readonly blockSize?: Size;

  /**
   * Size of an inode in bytes, a whole number of 1 or more; the tool that formats the volume takes only some.
   *
   * @default - as the tool decides that formats the volume
   */
  readonly inodeSizeBytes?: number;
}

/**
 * Options of `FileSystem.ext2` and `FileSystem.ext3`.
 */
export interface ExtFileSystemOptions extends FileSystemOptions {
  /**
   * For how many bytes of the volume there is an inode, a whole number of 1 or more.
   *
   * @default - as the tool decides that formats the volume
   */
  readonly bytesPerInode?: number;

  /**
   * Number of inodes of the volume, a whole number of 1 or more.
   *
   * @default - as the tool decides that formats the volume
   */
  readonly numberOfInodes?: number;
}

/**
 * Options of `FileSystem.ext4`.
 */
export interface Ext4FileSystemOptions extends ExtFileSystemOptions {
  /**
   * Whether blocks are allocated in clusters (bigalloc). A `clusterSize` says so too.
   *
   * @default false
   */
  readonly bigAllocation?: boolean;

  /**
   * Size of a cluster of blocks, in whole KiB, at least 1.
   *
   * @default - as the tool decides that formats the volume
   */
  readonly clusterSize?: Size;
}

/**
 * How new volumes are formatted.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
 */
export class FileSystem {
  /**
   * ext4, which volumes have by default.
   *
   * @param options How it is laid out.
   */
  public static ext4(options: Ext4FileSystemOptions = {}): FileSystem {
    const { bigAllocation, clusterSize } = options;
    if (clusterSize && bigAllocation === false) {
      fail('FileSystem', 'clusterSize of ext4 must be given with bigAllocation only, got bigAllocation: false: leave one of them out');
    }
    const isBig = bigAllocation ?? (clusterSize ? true : undefined);
    return new FileSystem('ext4', {
      ...renderExt(options), ext4BigAlloc: isBig === undefined ? undefined : String(isBig), ext4ClusterSize: renderBytes('clusterSize', clusterSize),
    });
  }

  /**
   * ext3.
   *
   * @param options How it is laid out.
   */
  public static ext3(options: ExtFileSystemOptions = {}): FileSystem {
    return new FileSystem('ext3', renderExt(options));
  }

  /**
   * ext2.
   *
   * @param options How it is laid out.
   */
  public static ext2(options: ExtFileSystemOptions = {}): FileSystem {
    return new FileSystem('ext2', renderExt(options));
  }

  /**
   * XFS.
   *
   * @param options How it is laid out.
   */
  public static xfs(options: FileSystemOptions = {}): FileSystem {
    return new FileSystem('xfs', renderCommon(options));
  }

  private constructor(
    /** Name of the file system, such as `ext4`. */
    public readonly fileSystemType: string,
    private readonly parameters: { readonly [name: string]: string | undefined },
  ) {}

  /** @internal */
  public _render(): { readonly [name: string]: string | undefined } {
    return { 'csi.storage.k8s.io/fstype': this.fileSystemType, ...this.parameters };
  }
}

function renderCommon({ blockSize, inodeSizeBytes }: FileSystemOptions): { readonly [name: string]: string | undefined } {
  return { blockSize: renderBytes('blockSize', blockSize), inodeSize: renderNumber('inodeSizeBytes', inodeSizeBytes) };
}

function renderExt(options: ExtFileSystemOptions): { readonly [name: string]: string | undefined } {
  return {
    ...renderCommon(options),
    bytesPerInode: renderNumber('bytesPerInode', options.bytesPerInode),
    numberOfInodes: renderNumber('numberOfInodes', options.numberOfInodes),
  };
}

function renderBytes(property: string, size: Size | undefined): string | undefined {
  return size && renderNumber(`${property} in bytes`, size.toKibibytes() * 1024);
}

function renderNumber(property: string, value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(wholeNumberInText(`${property} of a file system`, value, { least: 1 }));
}
