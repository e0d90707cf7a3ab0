import { ask } from '../system'

export interface PopulationTarget {
  baseUrl: string
  key: string
  /** Somebody who is in the register and alive. */
  known: { name: string; documentType: string; number: string }
}

/** The population register 人口库 as we rely on it. */
export function populationContract(target: () => PopulationTarget): void {
  const post = (path: string, json: unknown, key = target().key) => ask(`${target().baseUrl}${path}`, { headers: { 'x-register-key': key }, json })

  it('says match for the right name, mismatch for another', async () => {
    const { known } = target()
    expect((await post('/persons/check', known)).body).toMatchObject({ result: 'match', serial: expect.any(String), checkedAt: expect.any(String) })
    expect((await post('/persons/check', { ...known, name: '某某某' })).body).toMatchObject({ result: 'mismatch' })
  })
  it('says unknown for a number nobody has', async () => {
    expect((await post('/persons/check', { ...target().known, number: '990199190001010019' })).body).toMatchObject({ result: 'unknown' })
  })
  it('tells the profile of a person', async () => {
    const { documentType, number, name } = target().known
    expect((await post('/persons/profile', { documentType, number })).body).toMatchObject({
      found: true,
      profile: { name, sex: expect.stringMatching(/^[12]$/), birthDate: expect.stringMatching(/^\d{8}$/) },
    })
    expect((await post('/persons/profile', { documentType, number: '990199190001010019' })).body).toEqual({ found: false })
  })
  it('gives a newborn a number, of one birth certificate the same, with the day and the sex in it', async () => {
    const birth = { certificate: 'Z990000009', name: '试小生', birthDate: '20261103', sex: '2' }
    const { number } = (await post('/persons/births', birth)).body as { number: string }
    expect(number).toMatch(/^\d{6}20261103\d{2}[02468][\dX]$/)
    expect((await post('/persons/births', birth)).body).toMatchObject({ number })
    expect((await post('/persons/check', { name: birth.name, documentType: '111', number })).body).toMatchObject({ result: 'match' })
    expect(await post('/persons/births', { ...birth, sex: '9' })).toMatchObject({ status: 400, body: { code: 'REQUEST_INVALID' } })
  })
  it('refuses a wrong key and an incomplete question', async () => {
    expect(await post('/persons/check', target().known, 'wrong')).toMatchObject({ status: 401, body: { code: 'KEY_REFUSED' } })
    expect(await post('/persons/check', { name: '某' })).toMatchObject({ status: 400, body: { code: 'REQUEST_INVALID' } })
  })
}
