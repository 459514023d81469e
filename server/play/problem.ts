/** Something that ends the play with one line: a refusal, an answer that makes no sense, a wall that differs. */

export class Problem extends Error {
  override readonly name = 'Problem';
}
