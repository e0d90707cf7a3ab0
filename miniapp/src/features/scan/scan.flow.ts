import { parseScannedText, type ScannedText } from '@zsb/shared/presentation'

/** What a citizen's scan leads to. Nothing is opened and nobody is asked (fail-closed); a place code goes on to the page that asks which place it is. */
export type ScanStage =
  { at: 'ready' } | { at: 'place' } | { at: 'seen'; kind: 'licenceCode' | 'ourOther' | 'foreignPlace' | 'link' | 'text' | 'empty'; host?: string }

const KINDS: Record<Exclude<ScannedText['kind'], 'placeCode'>, Extract<ScanStage, { at: 'seen' }>['kind']> = {
  presentation: 'licenceCode',
  shortCode: 'licenceCode',
  healthCode: 'ourOther',
  printedCode: 'ourOther',
  foreignPlace: 'foreignPlace',
  ourOther: 'ourOther',
  foreignLink: 'link',
  foreignText: 'text',
  empty: 'empty',
}

/** Sorts a scanned text by its form alone; of a foreign address only the host is kept. */
export function seeCode(text: string, hosts: readonly string[]): ScanStage {
  const scanned = parseScannedText(text, hosts)
  if (scanned.kind === 'placeCode') return { at: 'place' }
  return { at: 'seen', kind: KINDS[scanned.kind], ...('host' in scanned && { host: scanned.host }) }
}
