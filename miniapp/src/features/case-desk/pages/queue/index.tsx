import { View } from '@tarojs/components'
import { QueueShown, STATUS_WORDS, type ApplicationQueue, type CaseView, type PickUpFound, type QueuedApplication } from '@zsb/shared/application'
import { findRegion, REGIONS, type Region } from '@zsb/shared/region'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { hasDuty, ListAndPane, StaffPage, useScannedPickUp } from '@/features/staff'
import { isForDesk, ScanRefused, useDeskScan } from '@/features/window-applications'
import { useCopy, usePick } from '@/platform/copy'
import { applicationCopy } from '@/platform/copy/applications'
import { useEarlier } from '@/platform/earlier'
import { goTo } from '@/platform/navigate'
import { usePageShown } from '@/platform/page-shown'
import { useResource } from '@/platform/resource'
import { useRowKeys } from '@/platform/row-keys'
import { useSession } from '@/platform/session'
import { Banner, ChipChoice, EmptyState, List, ListRow, MoreButton, NotYet, StatusChip, TextLink } from '@/ui'
import { casePath, caseSchema, EVERYWHERE, fetchLater, queuePath, queueSchema, type QueueChosen } from '../../api'
import { CasePane } from '../../components/CasePane'
import { FindByDocument } from '../../components/FindByDocument'
import { HandOverTogether, type Shown } from '../../components/HandOverTogether'
import { deskCopy } from '../../copy'
import { toneOfClock } from '../../desk.flow'
import { togetherCopy } from '../../together-copy'
import '../../case-desk.scss'

/** 办件 at the window: the queue by its clocks at the left, the open case at the right; on a phone the one or the other. */
export default function QueuePage() {
  const words = useCopy(deskCopy)
  const together = useCopy(togetherCopy)
  const [chosen, choose] = useState<QueueChosen>({ show: 'all', region: EVERYWHERE })
  const [openId, open] = useState<string | null>(useRouter().params.id ?? null)
  const nameOfRegion = useRegionName()
  const [pickedUp, pickUp] = useState<PickedUp | null>(null)
  const { scan, error } = useDeskScan((id, found) => {
    open(id)
    pickUp(found ? { id, shown: { code: found.code }, together: found.together } : null)
  })
  const isClerk = useSession((session) => hasDuty(session.who, 'atWindow'))
  const isSupervisor = useSession((session) => hasDuty(session.who, 'cases') && session.who?.capacity === 'supervisor')
  const [finding, setFinding] = useState(false)
  // Scanned on another page of staff; a page that lies below another takes nothing.
  const shown = usePageShown()
  const handed = useScannedPickUp(({ code }) => code)
  useEffect(() => {
    const code = handed === null || !shown ? null : useScannedPickUp.getState().take()
    if (code !== null) void scan(code)
  })
  const queue = useResource<ApplicationQueue>(queuePath(chosen), { schema: queueSchema, everySeconds: 60 })
  return (
    <StaffPage
      title={words.title}
      area="cases"
      onReconnect={() => void queue.reload()}
      onScan={(text) => {
        if (!isClerk || !isForDesk(text)) return false
        void scan(text)
        return true
      }}
    >
      <ScanRefused error={error} />
      {isClerk ? (
        <TextLink id="begin-at-window" icon="scan-line" chevron onPress={() => goTo(ENTRANCES.windowBegin)}>
          {words.beginAtWindow}
        </TextLink>
      ) : null}
      {isSupervisor && !finding ? (
        <TextLink id="by-document" icon="id-card" chevron onPress={() => setFinding(true)}>
          {together.byDocument}
        </TextLink>
      ) : null}
      {isSupervisor && finding ? (
        <FindByDocument
          onFound={({ applicationId: id, together: found, number }) => {
            setFinding(false)
            open(id)
            pickUp({ id, shown: { id, number }, together: found })
          }}
          onClose={() => setFinding(false)}
        />
      ) : null}
      <View className={`z-desk-which l-stack-tight${openId ? ' is-open' : ''}`}>
        <ChipChoice
          id="show"
          label={words.show}
          value={chosen.show}
          onChange={(show) => {
            open(null)
            choose({ ...chosen, show })
          }}
          options={QueueShown.options.map((value) => ({ value, label: words.shows[value] }))}
        />
        <ChipChoice
          id="region"
          label={words.region}
          value={chosen.region}
          onChange={(region) => {
            open(null)
            choose({ ...chosen, region })
          }}
          options={[{ value: EVERYWHERE, label: words.everywhere }, ...REGIONS.map((region) => ({ value: region.code, label: nameOfRegion(region) }))]}
        />
      </View>
      {queue.data ? (
        <Queue key={`${chosen.show} ${chosen.region}`} chosen={chosen} queue={queue.data} openId={openId} pickedUp={pickedUp} onOpen={open} />
      ) : (
        <NotYet of={queue} rows={6} />
      )}
    </StaffPage>
  )
}

/** A division by its own name; the city's cases are those that name no district. */
function useRegionName() {
  const words = useCopy(deskCopy)
  const pick = usePick()
  return (region: Region): string => (region.parent === null ? words.wholeCity : pick(region))
}

/** The case that its 取件码, or a document, opened, and with what else it is handed over. */
interface PickedUp {
  id: string
  shown: Shown
  together?: PickUpFound['together']
}

interface QueueProps {
  chosen: QueueChosen
  queue: ApplicationQueue
  openId: string | null
  pickedUp: PickedUp | null
  onOpen: (id: string | null) => void
}

function Queue({ chosen, queue, openId, pickedUp, onOpen: open }: QueueProps) {
  const words = useCopy(deskCopy)
  const nameOfRegion = useRegionName()
  const { items, earlier } = useEarlier(queue, fetchLater(chosen))
  const [said, say] = useState('')
  const fetched = pickedUp?.id === openId ? pickedUp : null
  const codeOfOpen = fetched && 'code' in fetched.shown ? fetched.shown.code : ''
  useRowKeys('case')
  const region = findRegion(chosen.region)
  const looked = [...(region ? [nameOfRegion(region)] : []), ...(chosen.show === 'all' ? [] : [words.shows[chosen.show]])]
  const title = looked.length === 0 ? words.empty : words.emptyOf(looked.join(' · '))
  const passedOn = (sentence: string) => {
    open(null)
    say(sentence)
  }
  return (
    <ListAndPane
      list={
        <>
          {said ? (
            <Banner tone="good" live>
              {said}
            </Banner>
          ) : null}
          {items.length > 0 ? (
            <>
              <View className="t-note">{words.order}</View>
              <List label={words.queue}>
                {items.map((application, i) => (
                  <QueuedRow
                    key={application.id}
                    id={`case-${i + 1}`}
                    application={application}
                    current={application.id === openId}
                    onOpen={() => {
                      say('')
                      open(application.id)
                    }}
                  />
                ))}
              </List>
            </>
          ) : (
            <EmptyState icon="list-checks" title={title} sentence={words.emptyWhy} />
          )}
          <MoreButton earlier={earlier} show="later" small />
        </>
      }
      pane={
        !openId ? null : fetched?.together ? (
          <HandOverTogether key={openId} shown={fetched.shown} found={fetched.together} onClose={() => open(null)} onDone={passedOn} />
        ) : (
          <OpenCase key={`${openId} ${codeOfOpen}`} id={openId} pickUpCode={codeOfOpen} onClose={() => open(null)} onPassedOn={passedOn} />
        )
      }
      nothing={<EmptyState icon="list-checks" title={words.chooseOne} sentence={words.chooseOneWhy} />}
      keys={words.keys}
      back={words.back}
      onBack={() => open(null)}
    />
  )
}

interface OpenProps {
  id: string
  /** '' where another way opened it. */
  pickUpCode: string
  onClose: () => void
  onPassedOn: (said: string) => void
}

function OpenCase({ id, pickUpCode, onClose, onPassedOn }: OpenProps) {
  const found = useResource<CaseView>(casePath(id), { schema: caseSchema })
  if (found.data) return <CasePane application={found.data} pickUpCode={pickUpCode} onReload={found.reload} onClose={onClose} onPassedOn={onPassedOn} />
  return <NotYet of={found} rows={6} />
}

function QueuedRow({ id, application, current, onOpen }: { id: string; application: QueuedApplication; current: boolean; onOpen: () => void }) {
  const words = useCopy(deskCopy)
  const own = useCopy(applicationCopy)
  const pick = usePick()
  const nameOfRegion = useRegionName()
  const { clock, item, status, subjectMasked, urged, assigned } = application
  const region = findRegion(application.region)
  const left =
    clock === null
      ? words.clock.none
      : clock.daysLeft === null
        ? words.clock.standing
        : clock.daysLeft < 0
          ? words.clock.over(-clock.daysLeft)
          : clock.daysLeft === 0
            ? words.clock.today
            : words.clock.left(clock.daysLeft)
  return (
    <ListRow
      id={id}
      title={subjectMasked}
      note={
        <>
          <View>{words.rowNote({ item: pick(item), status: pick(STATUS_WORDS[status]) })}</View>
          <View>{[...(clock ? [own.clocks[clock.kind]] : []), ...(region ? [nameOfRegion(region)] : [])].join(' · ')}</View>
          {assigned ? <View>{assigned.mine ? words.handledByMe : words.handledBy(assigned.name)}</View> : null}
          {urged ? <View className="t-strong">{words.urged}</View> : null}
        </>
      }
      trailing={<StatusChip tone={toneOfClock(clock)} icon={clock?.daysLeft === null ? 'circle-pause' : 'clock'} word={left} />}
      onPress={onOpen}
      current={current}
    />
  )
}
