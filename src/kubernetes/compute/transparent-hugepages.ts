/**
 * What a process waits for when it asks for a transparent hugepage and memory is fragmented.
 *
 * @see https://docs.kernel.org/admin-guide/mm/transhuge.html
 */
export enum HugepageDefragmentation {
  /** For the kernel to free and move memory. */
  ALWAYS = 'always',
  /** For nothing: the kernel does it in the background. */
  DEFER = 'defer',
  /** For nothing, except in memory for which the process asked with madvise. */
  DEFER_AND_MADVISE = 'defer+madvise',
  /** For the kernel only in memory for which the process asked with madvise. */
  MADVISE = 'madvise',
  /** For nothing, and the kernel does nothing. */
  NEVER = 'never',
}

/**
 * Where the kernel of a node puts memory into hugepages by itself.
 *
 * @see https://docs.kernel.org/admin-guide/mm/transhuge.html
 */
export class TransparentHugepages {
  /**
   * Everywhere.
   *
   * @param defragmentation What processes wait for; by default what the kernel chooses.
   */
  public static always(defragmentation?: HugepageDefragmentation): TransparentHugepages {
    return new TransparentHugepages('always', defragmentation);
  }

  /**
   * Where a process asks for it with madvise, which is the kernel's default.
   *
   * @param defragmentation What processes wait for; by default what the kernel chooses.
   */
  public static madvise(defragmentation?: HugepageDefragmentation): TransparentHugepages {
    return new TransparentHugepages('madvise', defragmentation);
  }

  /** Nowhere. */
  public static never(): TransparentHugepages {
    return new TransparentHugepages('never');
  }

  private constructor(private readonly enabled: string, private readonly defragmentation?: HugepageDefragmentation) {}

  /** @internal */
  public _render(): object {
    return { enabled: this.enabled, defrag: this.defragmentation };
  }
}
