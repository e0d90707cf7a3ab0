import { PublishedProofs, type ErasureProof } from '@zsb/shared/health-code'
import { parseArgs } from 'node:util'
import * as z from 'zod/mini'
import { PublicKeys, verifyProof } from '../features/health-sunset'

const PATHS = { proofs: '/api/v1/health/erasure-proofs', keys: '/.well-known/jwks.json' }

async function askJson(url: string): Promise<unknown> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`)
  return answer.json()
}

function describe({ documentNumber, switchedOffAt, erasedAt, kinds, later, chain }: ErasureProof): string {
  const lines = kinds.flatMap(({ kind, records, texts, keys, periods }) => [
    `  ${kind}: ${records} records, ${texts} texts, ${keys} keys`,
    ...periods.map((each) => `    ${each.period}: ${each.records} records of ${each.from} to ${each.until}`),
  ])
  const waits = later.map(({ kind, dueOn }) => `  ${kind}: goes on ${dueOn}`)
  return [`${documentNumber}: off since ${switchedOffAt}, erased ${erasedAt}, place ${chain.seq} of the audit chain`, ...lines, ...waits].join('\n')
}

/** `npm run proof:verify -- --base https://zsb.example.gov.cn`: proves every published 销毁证明 by the published keys, with nothing of the city's own. */
async function main(): Promise<void> {
  const { base = '' } = parseArgs({ options: { base: { type: 'string' } } }).values
  if (!/^https?:\/\/[^/]+$/.test(base)) throw new Error('--base https://<host>')
  const [{ items }, keys] = [z.parse(PublishedProofs, await askJson(base + PATHS.proofs)), z.parse(PublicKeys, await askJson(base + PATHS.keys))]
  for (const { id, token } of items) {
    const proven = verifyProof(token, keys)
    process.stdout.write(proven.ok ? `proven ${describe(proven.value)}\n` : `NOT PROVEN ${id}: ${proven.error}\n`)
    if (!proven.ok) process.exitCode = 1
  }
  if (items.length === 0) process.stdout.write('nothing was erased so far\n')
}

main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.message : 'the proofs cannot be read'}\n`)
  process.exit(2)
})
