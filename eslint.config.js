/**
 * What the compiler cannot see: forgotten promises, unhandled cases, and clocks or random sources that were not handed
 * in. Nothing can be switched off from inside a file; where a rule does not fit a folder, it is said here.
 */

import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const roots = ['server/main.ts', 'server/dev.ts', 'server/{start,play,log}/**'];

const clock = 'Take a Clock (server/runtime) as an argument.';
const random = 'Take a Random (server/runtime) as an argument.';
const wait = 'Wait for an event, poll with `eventually` (tests/kit), or move a fake clock.';

const timers = ['setTimeout', 'setInterval', 'setImmediate'];
const modulesWithTimers = ['node:timers', 'node:timers/promises', 'timers', 'timers/promises'];

/** Every way of reading the time or rolling the dice that a program has without importing anything. */
const ambient = {
  'no-restricted-globals': [
    'error',
    ...[...timers, 'performance'].map((name) => ({ name, message: clock })),
    { name: 'crypto', message: random },
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: clock },
    { object: 'Math', property: 'random', message: random },
    { object: 'process', property: 'hrtime', message: clock },
    {
      object: 'process',
      property: 'env',
      message: 'Configuration is read once, by server/main.ts, and handed on as typed values.',
    },
    ...[...timers, 'performance'].map((property) => ({ object: 'globalThis', property, message: clock })),
    { object: 'globalThis', property: 'crypto', message: random },
  ],
};

const noEmptyCatch = {
  selector: 'CatchClause > BlockStatement[body.length=0]',
  message: 'Handle the fault, or let it pass to one of the three places that catch faults.',
};
const noAmbientDate = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
  { selector: "CallExpression[callee.name='Date']", message: clock },
];
const everyTestRuns = {
  selector:
    'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo|fails|skipIf|runIf)$/]',
  message: 'Every test runs, everywhere.',
};

export default defineConfig(
  { ignores: ['dist/', 'data/', 'coverage/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['warn', 250],
      // What the edge refuses has to be spelled somewhere: control characters, combining marks.
      'no-control-regex': 'off',
      'no-misleading-character-class': ['error', { allowEscape: true }],
      'no-restricted-syntax': ['error', noEmptyCatch],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_$',
          destructuredArrayIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // An adapter answers with a promise because its port says so, whether or not it has to wait itself.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    files: ['client/**'],
    languageOptions: { globals: globals.browser },
    rules: { 'svelte/no-at-html-tags': 'error', 'svelte/require-each-key': 'error' },
  },
  {
    files: ['server/**', 'tests/**', '*.js', '*.ts', '.*.cjs'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['shared/**'],
    rules: { ...ambient, 'no-console': 'error', 'no-restricted-syntax': ['error', noEmptyCatch, ...noAmbientDate] },
  },
  {
    files: ['server/**'],
    ignores: ['server/runtime/**', ...roots],
    rules: {
      ...ambient,
      'no-console': 'error',
      'no-restricted-syntax': ['error', noEmptyCatch, ...noAmbientDate],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            ...modulesWithTimers.map((name) => ({ name, message: clock })),
            { name: 'node:perf_hooks', importNames: ['performance'], message: clock },
            {
              name: 'node:crypto',
              importNames: ['randomBytes', 'randomFill', 'randomFillSync', 'randomInt', 'randomUUID', 'webcrypto'],
              message: random,
            },
          ],
        },
      ],
    },
  },
  {
    files: ['tests/**'],
    rules: {
      'no-restricted-syntax': ['error', noEmptyCatch, everyTestRuns],
      // A test that finds nothing where it expects something should fail right there.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // What a callback changes meanwhile looks constant to this rule, and tests are full of that.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Fixtures are taken apart into functions that need no `this`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['tests/**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', ...timers.map((name) => ({ name, message: wait }))],
      'no-restricted-imports': ['error', { paths: modulesWithTimers.map((name) => ({ name, message: wait })) }],
    },
  },
  {
    files: ['*.js', '.*.cjs'],
    extends: [ts.configs.disableTypeChecked],
  },
);
