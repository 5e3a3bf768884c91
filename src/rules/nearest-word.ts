/** The word that a misspelled one is most likely meant to be; nothing if none is near. */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  const [nearest] = words.map((candidate) => ({ candidate, distance: distanceOf(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance);
  return nearest && nearest.distance <= Math.max(2, word.length / 5) ? nearest.candidate : undefined;
}

/** Letters to add, remove or change (Levenshtein). */
function distanceOf(one: string, other: string): number {
  let row = [...Array(other.length + 1).keys()];
  for (let place = 1; place <= one.length; place++) {
    const next = [place];
    for (let column = 1; column <= other.length; column++) {
      next.push(Math.min(row[column] + 1, next[column - 1] + 1, row[column - 1] + (one[place - 1] === other[column - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length];
}
