import { isObjectable } from '.'

describe('what may be objected to 不利决定', () => {
  it.each([
    ['不予受理', 'refuseAcceptance', null],
    ['退件', 'returnCase', null],
    ['不予决定', 'decide', 'refused'],
    ['逾期未补终止', 'lapse', null],
    ['容缺逾期', 'lapseGap', null],
  ] as const)('%s', (_, action, outcome) => expect(isObjectable(action, outcome)).toBe(true))
  it.each([
    ['a grant', 'decide', 'granted'],
    ['what he did himself', 'withdraw', null],
    ['what decides nothing', 'requestSupplement', null],
    ['what is no move', 'transfer', null],
  ] as const)('not %s', (_, action, outcome) => expect(isObjectable(action, outcome)).toBe(false))
})
