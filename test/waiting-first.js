// The order of the test files. On a fresh clone jest knows no durations and begins with the largest files: the two that wait for processes to
// start again, minutes each, would be left for the end, with nothing beside them.
const { default: Sequencer } = require('@jest/test-sequencer')

const WAITING = ['kills-api', 'kills-mongod'].map((name) => `${name}.slow.test.ts`)
const isWaiting = ({ path }) => WAITING.some((name) => path.endsWith(name))

module.exports = class WaitingFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests)
    return [...sorted.filter(isWaiting), ...sorted.filter((test) => !isWaiting(test))]
  }
}
