import { areHoldersAllowed } from './holders-allowed'

const person = { documentCode: '111', number: '990102199406120028', role: 'holder' }
const firm = { documentCode: '001', number: '91990100MA0A10013K', role: 'holder' }
const one = { holderKinds: ['person' as const], severalHolders: false }

describe('the holders a type allows 持证主体', () => {
  it.each([
    ['a person on a personal licence', one, [person], true],
    ['a firm on a personal licence', one, [firm], false],
    ['a person on a firm’s licence', { ...one, holderKinds: ['organisation' as const] }, [person], false],
    ['two persons where one is allowed', one, [person, { ...person, number: '2' }], false],
    ['two persons of a household', { ...one, severalHolders: true }, [person, { ...person, number: '2' }], true],
    ['a firm and its representative', { ...one, holderKinds: ['organisation' as const] }, [firm, { ...person, role: 'legalRepresentative' }], true],
    [
      'a child and its parents',
      one,
      [
        { ...person, role: 'child' },
        { ...person, role: 'mother' },
      ],
      true,
    ],
  ])('%s', (_what, type, holders, expected) => {
    expect(areHoldersAllowed(type, holders)).toBe(expected)
  })
})
