/** Everything the software says in English. People's own words never come from here. */

export const text = {
  product: 'Readback',
  whatItIs:
    'Everyone writes down what they think was just agreed, at the same moment. The differences show before the meeting ends.',
  noBoardInBrowserYet:
    'This version has no board for the browser yet. Programs can already create boards, join them and take part: the file server/README.md says how.',
} as const;
