import { View } from '@tarojs/components'
import { StateChangePage, StateChangeView } from '@zsb/shared/licence'
import { ENTRANCES } from '@/entrances'
import { SecondPersonPage, type SecondPersonKind } from '@/features/staff'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { parserOf } from '@/platform/parser'
import { Button, Fact } from '@/ui'
import { BASE } from '../../api'
import { changesCopy } from '../../copy'
import '../../licence-changes.scss'

const CHANGES: SecondPersonKind<StateChangeView> = {
  name: 'change',
  icon: 'file-text',
  base: `${BASE}/state-changes`,
  changes: BASE,
  page: parserOf(StateChangePage),
  view: parserOf(StateChangeView),
  tones: { pending: 'warn', done: 'good', refused: 'plain', overtaken: 'plain', expired: 'plain' },
  isShort: true,
}

/** 证照状态变更 of this counter or region, and their second person. */
export default function ChangesPage() {
  const words = useCopy(changesCopy)
  const pick = usePick()
  const aboutOf = ({ action, licenceName }: StateChangeView) => ({ action: pick(action), licence: pick(licenceName) })
  return (
    <SecondPersonPage
      kind={CHANGES}
      words={words}
      title={words.title}
      area="licences"
      note={({ caseNumber }) => caseNumber}
      shown={{
        heading: (change) => words.heading(aboutOf(change)),
        facts: (change) => <ChangeFacts change={change} />,
        ask: (change) => ({ title: words.approveAsk(aboutOf(change)), why: words.approveWhy(pick(change.to)) }),
      }}
    >
      <View className="l-pair z-narrow">
        <Button id="begin-change" kind="quiet" icon="file-text" small onPress={() => goTo(ENTRANCES.licenceChange)}>
          {words.begin}
        </Button>
        <Button id="open-reports" kind="quiet" icon="flag" small onPress={() => goTo(ENTRANCES.licenceReports)}>
          {words.reports}
        </Button>
      </View>
    </SecondPersonPage>
  )
}

function ChangeFacts({ change: { from, to, identifier, basis, caseNumber, reason } }: { change: StateChangeView }) {
  const words = useCopy(changesCopy)
  const pick = usePick()
  return (
    <>
      <Fact name={words.from}>{pick(from)}</Fact>
      <Fact name={words.to}>{pick(to)}</Fact>
      <Fact name={words.identifier}>
        <View className="z-identifier">{identifier}</View>
      </Fact>
      <Fact name={words.basis}>{basis}</Fact>
      <Fact name={words.caseNumber}>{caseNumber}</Fact>
      <Fact name={words.reason}>{reason}</Fact>
    </>
  )
}
