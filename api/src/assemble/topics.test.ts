import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LiveMessage } from '@zsb/shared/live'
import { openWholeApi, type WholeApi } from '../../test-support/whole-api'

let city: WholeApi
beforeAll(async () => {
  city = await openWholeApi({ name: 'topics' })
})
afterAll(() => city.close())

/** Topics of the live channel 实时通道 are told to phones, not to features. */
const TO_PHONES: readonly string[] = LiveMessage.def.options.flatMap((option) => option.shape.topic.def.values)

/** What the features' files say. */
function featureTexts(): string[] {
  const features = join(__dirname, '../features')
  const files = readdirSync(features, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  return files.filter((name) => !name.startsWith('live')).map((name) => readFileSync(join(features, name), 'utf8'))
}

describe('messages between features', () => {
  it('R15: every topic that is written has somebody who listens to it, and nobody listens to one that is not', () => {
    const texts = featureTexts()
    const named = texts.flatMap((text) => [...text.matchAll(/topic: '([A-Za-z.]+)'/g)].map(([, topic]) => topic!))
    const written = [...new Set(named)].filter((topic) => !TO_PHONES.includes(topic))
    const listened = city.api.platform.outbox.topics()
    expect(written).toContain('licence.stateChanged')
    expect(written.filter((topic) => !listened.includes(topic))).toEqual([])
    expect(listened.filter((topic) => !texts.some((text) => text.includes(`'${topic}'`)))).toEqual([])
  })
})
