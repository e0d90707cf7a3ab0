import type { ServiceGuide } from '@zsb/shared/service-item'
import { useCopy, usePick } from '@/platform/copy'
import { FactCells } from '@/ui'
import { yuanOf } from '../fees'
import { guideCopy } from '../guide-copy'

/** The four answers people come for: how long, how many visits, what it costs, what one gets. */
export function GuideFacts({ guide }: { guide: ServiceGuide }) {
  const words = useCopy(guideCopy)
  const pick = usePick()
  const fee = guide.fees.reduce((sum, { fen }) => sum + fen, 0)
  const cells = [
    {
      id: 'fact-days',
      name: words.howLong,
      value: guide.handling === 'immediate' ? words.atOnce : words.days(guide.promiseDays),
      note: words.legal(guide.legalDays),
    },
    {
      id: 'fact-visits',
      name: words.howOften,
      value: words.times(guide.visits),
      note: guide.channels.map((channel) => words.channels[channel]).join(words.between),
    },
    { id: 'fact-fee', name: words.fee, value: fee > 0 ? words.yuan(yuanOf(fee)) : words.free, note: guide.fees[0] ? pick(guide.fees[0].name) : '' },
    {
      id: 'fact-result',
      name: words.get,
      value: guide.result ? pick(guide.result.name) : words.nothing,
      note: guide.result ? (guide.result.isLicence ? words.intoWallet : words.onPaper) : words.done,
    },
  ]
  return <FactCells cells={cells} />
}
