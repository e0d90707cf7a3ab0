import { generateKeyPairSync } from 'node:crypto'
import { createRsa2, type Rsa2 } from '../../../platform/tokens/partner/rsa2'
import { askPartner, jsonHeaders, parseObject, partnerDown, type PartnerLine } from './partner-call'

/**
 * Exchanges keys with Alipay's stand-in, whose key is new at every start. With the real partner both keys are pinned by
 * configuration; this is never called in production.
 */
export async function exchangeDemoKeys(line: PartnerLine): Promise<Rsa2> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const ownPrivateKey = own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const publicKey = own.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const registered = await askPartner(line, 'alipay', { method: 'PUT', path: '/_control/app-key', headers: jsonHeaders, body: JSON.stringify({ publicKey }) })
  const answer = await askPartner(line, 'alipay', { method: 'GET', path: '/_control/public-key' })
  const partnerPublicKey = parseObject('alipay', answer.text).publicKey
  if (registered.status !== 200 || typeof partnerPublicKey !== 'string') throw partnerDown('alipay', 'keys')
  return createRsa2({ ownPrivateKey, partnerPublicKey })
}
