const NEWLINE = 0x0a;

/** Makes lines of text from bytes as they come, so that a long text need never be in memory as a whole. */
export class LineReader {
  private rest: Buffer[] = [];

  constructor(private readonly onLine: (line: string) => void) {}

  public push(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      this.emit(chunk.subarray(start, end));
      start = end + 1;
    }
    if (start < chunk.length) { this.rest.push(chunk.subarray(start)); }
  }

  /** The last line may lack its end. */
  public end(): void {
    if (this.rest.length > 0) { this.emit(Buffer.alloc(0)); }
  }

  // Bytes become text a line at a time: a character may be spread over two chunks.
  private emit(tail: Buffer): void {
    const line = this.rest.length === 0 ? tail : Buffer.concat([...this.rest, tail]);
    this.rest = [];
    this.onLine(line.toString('utf8'));
  }
}
