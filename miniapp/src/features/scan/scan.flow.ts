import { parseScannedText, type ScannedText } from '@zsb/shared/presentation'

/** What a citizen's scan leads to. Nothing is opened and nobody is asked: no kind of code needs it yet (fail-closed). */
export type ScanStage = { at: 'ready' } | { at: 'seen'; kind: 'licenceCode' | 'ourOther' | 'link' | 'text' | 'empty'; host?: string }

const KINDS: Record<ScannedText['kind'], Extract<ScanStage, { at: 'seen' }>['kind']> = {
  presentation: 'licenceCode',
  shortCode: 'licenceCode',
  healthCode: 'ourOther',
  ourOther: 'ourOther',
  foreignLink: 'link',
  foreignText: 'text',
  empty: 'empty',
}

/** Sorts a scanned text by its form alone; of a foreign address only the host is kept. */
export function seeCode(text: string, hosts: readonly string[]): ScanStage {
  const scanned = parseScannedText(text, hosts)
  return { at: 'seen', kind: KINDS[scanned.kind], ...(scanned.kind === 'foreignLink' && { host: scanned.host }) }
}
