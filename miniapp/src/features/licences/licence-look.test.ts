import { chipOf, groundOf, namesOf } from './licence-look'

describe('how a licence looks', () => {
  it('never looks valid when its state is not known to be', () => {
    for (const meaning of ['unknown', 'suspended', 'lost', 'expired', 'revoked', 'notYetValid', 'something new'])
      expect(chipOf({ meaning, expiresSoon: false }).icon).not.toBe('circle-check')
  })
  it('warns before the last day, with another icon than a valid one', () => {
    expect(chipOf({ meaning: 'valid', expiresSoon: true })).toEqual({ tone: 'warn', icon: 'clock-alert' })
  })
  it('turns grey once it has ended, and keeps its colour while it only pauses', () => {
    expect([groundOf({ family: 'drive', meaning: 'revoked' }), groundOf({ family: 'drive', meaning: 'suspended' })]).toEqual(['ended', 'drive'])
  })
  it('gives the second card of a kind a name of its own', () => {
    expect(namesOf([{ type: 'a' }, { type: 'b' }, { type: 'a' }])).toEqual(['a', 'b', 'a-2'])
  })
})
