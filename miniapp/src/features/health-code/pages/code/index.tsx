import { View } from '@tarojs/components'
import { useGuideGate } from '@/features/account'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { goTo } from '@/platform/navigate'
import { refreshResources } from '@/platform/resource'
import { useBrightScreen } from '@/platform/screen'
import { Button, ErrorState, List, ListRow, Page, Skeleton } from '@/ui'
import { HEALTH_BASE } from '../../api'
import { codeCopy } from '../../code-copy'
import { HealthGate, type Open } from '../../components/HealthGate'
import { Offline } from '../../components/Offline'
import { Showing } from '../../components/Showing'
import { useSendWaiting } from '../../waiting'
import { useHealthCode } from '../../useHealthCode'
import '../../health.scss'

/** 健康码: colour, code and reason of oneself or of a child; without network what may still be shown. */
export default function HealthCodePage() {
  const words = useCopy(codeCopy)
  useGuideGate()
  return (
    <Page title={words.title} onReconnect={() => void refreshResources(HEALTH_BASE)}>
      <HealthGate id="health-code">{(open) => <Own key={open.person.personId} {...open} />}</HealthGate>
    </Page>
  )
}

function Own({ basis, person }: Open) {
  const words = useCopy(codeCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const { stage, retry } = useHealthCode(person.personId)
  useBrightScreen()
  useSendWaiting()
  const declare = () => goTo(ENTRANCES.healthDeclare)
  const hasColour = stage.at !== 'showing' || stage.view.colour.colour !== null
  return (
    <View className="l-stack">
      {stage.at === 'preparing' ? (
        <Skeleton shape="code" waitingFor={words.asking} onRetry={retry} />
      ) : stage.at === 'showing' ? (
        <Showing view={stage.view} isOver={stage.isOver} onDeclare={declare} onRenew={retry} />
      ) : stage.at === 'offline' ? (
        <Offline last={stage.last} />
      ) : (
        <ErrorState sentence={pick(stage.problem)} onRetry={retry} />
      )}
      <View className="l-pair">
        {hasColour ? (
          <Button id="to-declare" kind="quiet" icon="file-text" onPress={declare}>
            {words.declare}
          </Button>
        ) : null}
        <Button id="to-declarations" kind="quiet" icon="list-checks" onPress={() => goTo(ENTRANCES.healthDeclarations)}>
          {words.declarations}
        </Button>
      </View>
      <List>
        <ListRow id="to-health-data" icon="eye" title={words.data} note={words.dataWhy} onPress={() => goTo(ENTRANCES.healthData)} />
        <ListRow id="to-appeal" icon="flag" title={words.appeal} note={words.appealWhy} onPress={() => goTo(ENTRANCES.healthAppeal)} />
        <ListRow id="to-figures" icon="list-checks" title={words.figures} note={words.figuresWhy} onPress={() => goTo(ENTRANCES.healthFigures)} />
      </List>
      {hasPage(ENTRANCES.guard) ? (
        <List>
          <ListRow id="to-scan-place" icon="qr-code" title={words.scanPlace} note={words.scanPlaceWhy} onPress={() => goTo(ENTRANCES.scan)} />
          {person.mayPrint ? (
            <ListRow id="to-printed" icon="file-text" title={words.printed} note={words.printedWhy} onPress={() => goTo(ENTRANCES.printedCode)} />
          ) : null}
          <ListRow id="to-guard" icon="scan-line" title={words.guard} note={words.guardWhy} onPress={() => goTo(ENTRANCES.guard)} />
          <ListRow id="to-places" icon="building-2" title={words.places} note={words.placesWhy} onPress={() => goTo(ENTRANCES.places)} />
        </List>
      ) : null}
      <View id="health-basis" className="t-note t-centre z-basis">
        {words.basis({ number: basis.documentNumber, day: formatDay(basis.endsOn, language) })}
      </View>
    </View>
  )
}
