import { createKeyFile } from './key-files'
import { openKeyStore } from './key-store'
import { TOKEN_KIND_NAMES, type TokenKind } from './token-kinds'

const USAGE = `node --import tsx api/src/platform/tokens/drill.ts <key folder> <environment> list | create <kind> | rotate <kind> [ES256|SM2] | withdraw <kid>
kinds: ${TOKEN_KIND_NAMES.join(', ')}`

/**
 * Drills with the keys of a folder (R10); every running process follows the folder. `rotate` adds a key that signs a minute
 * later and ends the former ones when their last token has ended; `withdraw` ends a compromised key at once; `create` makes the first
 * key of a kind, which a new release may bring.
 * @returns lines for the operator: kinds, kids and times, never key material
 */
export function drill([dir, environment, act, what, suite]: readonly (string | undefined)[], now: () => Date): string[] {
  const isKind = (name: string | undefined): name is TokenKind => TOKEN_KIND_NAMES.includes(name as TokenKind)
  if (!dir || !environment || !act) return [USAGE]
  if (act === 'create' && isKind(what)) {
    const kid = createKeyFile({ dir, kind: what, environment, activeFrom: now(), first: true })
    return [kid ? `${what}: ${kid} signs from now on` : `${what}: there is a first key already`]
  }
  const store = openKeyStore({ dir, environment, mayCreate: false, now })
  if (act === 'rotate' && isKind(what) && (suite === undefined || suite === 'ES256' || suite === 'SM2')) {
    const { kid, activeFrom, retired } = store.rotate(what, { suite })
    return [`${what}: ${kid} signs from ${activeFrom.toISOString()}; verifying until their tokens have ended: ${retired.join(', ')}`]
  }
  if (act === 'withdraw' && what) {
    const { kind, successor } = store.withdraw(what)
    return [`${kind}: ${what} verifies nothing any more${successor ? `; ${successor} signs from now on` : ''}`]
  }
  if (act !== 'list') return [USAGE]
  return store.ring
    .list()
    .map(
      ({ kid, kind, suite: of, activeFrom, retireAt }) =>
        `${kind} ${kid} ${of} from ${activeFrom.toISOString()}${retireAt ? ` until ${retireAt.toISOString()}` : ''}`,
    )
}

if (require.main === module) {
  const started = performance.timeOrigin
  process.stdout.write(`${drill(process.argv.slice(2), () => new Date(started + performance.now())).join('\n')}\n`)
}
