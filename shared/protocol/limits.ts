/**
 * Every limit a person or program can meet, by name. The server hands these in, so an operator can change them
 * (`LIMIT_<NAME>`, see server/README.md) and a test can make them small.
 */

export interface BoardLimits {
  /** People on one board, facilitators included. */
  readonly people: number;
  readonly dimensions: number;
  /** Options of a choice, items of a ranking. */
  readonly options: number;
  readonly replies: number;
  readonly rounds: number;
  readonly keysPerPerson: number;
  /** Accepted commands over the life of a board. */
  readonly entries: number;
}

export const BOARD_LIMITS: BoardLimits = {
  people: 2000,
  dimensions: 60,
  options: 60,
  replies: 2000,
  rounds: 50,
  keysPerPerson: 40,
  entries: 200_000,
};

/** Lengths in graphemes, as a person counts characters. They belong to the format and are not configurable. */
export const LENGTHS = {
  name: 60,
  title: 120,
  label: 120,
  prompt: 500,
  option: 120,
  unit: 40,
  reply: 1000,
  wording: 5000,
  passphrase: 200,
} as const;
