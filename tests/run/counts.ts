/**
 * Tells the process that started Vitest how many tests passed and failed. A file that cannot be run, and a fault outside
 * any test, count as one failure each, so that a broken test never looks like an absent one.
 */

import type { Reporter, TestModule } from 'vitest/node';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const countsOf = (module: TestModule): Counts => {
  const states = [...module.children.allTests()].map((test) => test.result().state);
  const failed = states.filter((state) => state === 'failed').length;
  return {
    passed: states.filter((state) => state === 'passed').length,
    failed: failed === 0 && !module.ok() ? 1 : failed,
  };
};

export default class CountsReporter implements Reporter {
  readonly onTestRunEnd: NonNullable<Reporter['onTestRunEnd']> = (modules, faults) => {
    const all = modules.map(countsOf);
    const counts: Counts = {
      passed: all.reduce((sum, { passed }) => sum + passed, 0),
      failed: all.reduce((sum, { failed }) => sum + failed, faults.length),
    };
    process.send?.(counts);
  };
}
