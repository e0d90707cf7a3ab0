import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { IdentityDocumentFormat } from '@zsb/shared/identity'
import * as z from 'zod/mini'

const DIR = join(__dirname, '../../../content/identity-documents')
const formats = readdirSync(DIR).map((file) => z.parse(IdentityDocumentFormat, JSON.parse(readFileSync(join(DIR, file), 'utf8'))))

describe('the document kinds by which libraries are asked 持证主体代码类型', () => {
  it('are those of GB/T 36903 for the number on the paper, none of them a military or police paper', () => {
    expect(Object.fromEntries(formats.map(({ code, exchangeCode }) => [code, exchangeCode]))).toEqual({
      residentId: '111',
      // Both permits carry a citizen number (港澳台居民居住证申领发放办法 art. 5).
      hongKongMacauResidencePermit: '111',
      taiwanResidencePermit: '111',
      passport: '414',
      taiwanCompatriotPermit: '511',
      mainlandTravelPermit: '516',
      foreignPermanentResidentId: '999',
      birthCertificate: '999',
    })
  })
})
