/** What is wrong with which objects, told in the order of the objects: answers come in any order, and a message should not change with it. */
export class Refusals<T> {
  private readonly reasons = new Map<T, string[]>();

  /** @param objects All objects that something may be wrong with. */
  constructor(private readonly objects: readonly T[]) {}

  public get isEmpty(): boolean {
    return this.reasons.size === 0;
  }

  public add(object: T, reason: string): void {
    this.reasons.set(object, [...this.reasons.get(object) ?? [], reason]);
  }

  public inOrder(): string[] {
    return this.objects.flatMap((object) => this.reasons.get(object) ?? []);
  }
}
