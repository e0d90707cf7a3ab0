import { View } from '@tarojs/components'
import { ENTRANCES } from '@/entrances'
import { useHealthCodeActive } from '@/features/health-code'
import { hasPage } from '@/packages'
import { useCopy } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { refreshResources } from '@/platform/resource'
import { useSession } from '@/platform/session'
import { EmptyState, List, ListRow, Section, type IconName } from '@/ui'
import { QueueRow } from '../../components/QueueRow'
import { dutiesOf, needsHealthCode, type Duty } from '../../duties'
import { homeCopy } from '../../home-copy'
import { QUEUES } from '../../queues'
import { StaffPage } from '../../StaffPage'

const ACTS: readonly {
  name: 'atWindow' | 'verify' | 'realName' | 'freeze' | 'change' | 'deputies' | 'places' | 'printedCode'
  duty: Duty
  icon: IconName
  page: string
}[] = [
  { name: 'atWindow', duty: 'atWindow', icon: 'file-text', page: ENTRANCES.windowBegin },
  { name: 'verify', duty: 'verify', icon: 'scan-line', page: ENTRANCES.verify },
  { name: 'realName', duty: 'realName', icon: 'user-round-check', page: ENTRANCES.windowRealName },
  { name: 'freeze', duty: 'freeze', icon: 'snowflake', page: ENTRANCES.windowFreeze },
  { name: 'change', duty: 'changes', icon: 'file-text', page: ENTRANCES.licenceChange },
  { name: 'deputies', duty: 'deputies', icon: 'users-round', page: ENTRANCES.staffDeputies },
  { name: 'places', duty: 'places', icon: 'map-pin', page: ENTRANCES.placeReviews },
  { name: 'printedCode', duty: 'printedCode', icon: 'id-card', page: ENTRANCES.windowPrinted },
]

/** What waits for this role, then what it begins itself. */
export default function StaffHomePage() {
  const words = useCopy(homeCopy)
  const who = useSession((session) => session.who)
  const duties = dutiesOf(who)
  // Places are guarded while the health code is in force, and reviewed as long; so are codes on paper.
  const isHealthCodeOn = useHealthCodeActive(duties.some(needsHealthCode))
  const isThere = ({ page, duty }: { page: string; duty: Duty }) => hasPage(page) && duties.includes(duty) && (!needsHealthCode(duty) || isHealthCodeOn)
  const queues = QUEUES.filter(isThere)
  const acts = ACTS.filter(isThere)
  return (
    <StaffPage title={words.title} area="home" onReconnect={() => void refreshResources('/api/v1/')}>
      <View className="l-stack z-staff-home">
        {who ? <View className="t-note">{[who.name, who.officeName, who.windowName].filter(Boolean).join(' · ')}</View> : null}
        {queues.length > 0 ? (
          <Section id="staff-waiting" title={words.waiting}>
            <List>
              {queues.map((queue) => (
                <QueueRow key={queue.duty} queue={queue} />
              ))}
            </List>
          </Section>
        ) : null}
        {acts.length > 0 ? (
          <Section title={words.begin}>
            <List>
              {acts.map(({ name, icon, page }) => (
                <ListRow
                  key={name}
                  id={`act-${name}`}
                  icon={icon}
                  title={name === 'change' ? words.change : words.duties[name]}
                  note={words.why[name]}
                  onPress={() => goTo(page)}
                />
              ))}
            </List>
          </Section>
        ) : (
          <EmptyState icon="circle-check" title={words.restTitle} sentence={words.restWhy} />
        )}
      </View>
    </StaffPage>
  )
}
