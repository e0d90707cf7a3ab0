import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import type { ConsentRequestList, ConsentRequestView } from '@zsb/shared/joint-application'
import { isNotThere } from '@/features/applications'
import { IdentityGate, useIsConfirmed } from '@/features/sign-in'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick } from '@/platform/copy'
import { useLive } from '@/platform/live'
import { goTo, replaceWith } from '@/platform/navigate'
import { useResource } from '@/platform/resource'
import { Button, EmptyState, List, ListRow, NotYet, Page, StatusChip } from '@/ui'
import { consentPath, consentSchema } from '../../api'
import { ConsentRequest } from '../../components/ConsentRequest'
import { consentCopy } from '../../consent-copy'
import { consentsPath, consentsSchema } from '../../list-api'
import '../../joint-applications.scss'

/** 请您授权: the request named by `id`, or all that were made of this person. */
export default function ConsentPage() {
  const { id = '' } = useRouter().params
  return id ? <One id={id} /> : <All />
}

function One({ id }: { id: string }) {
  const words = useCopy(consentCopy)
  const found = useResource<ConsentRequestView>(useIsConfirmed() ? consentPath(id) : null, { schema: consentSchema, asSelf: true })
  useLive('notice.added', () => void found.reload())
  usePullDownRefresh(() => void found.reload().finally(() => Taro.stopPullDownRefresh()))
  if (found.data) return <ConsentRequest request={found.data} onReload={found.reload} />
  return (
    <Page title={words.title} onReconnect={() => void found.reload()}>
      <IdentityGate id="joint-consent" icon="user-round-check" signInFirst={words.signInFirst} why={words.why}>
        {isNotThere(found.error) ? (
          <EmptyState icon="user-round-check" title={words.gone} sentence={words.goneWhy}>
            <Button id="to-consents" kind="quiet" onPress={() => replaceWith(ENTRANCES.jointConsent)}>
              {words.title}
            </Button>
          </EmptyState>
        ) : (
          <NotYet of={found} rows={4} />
        )}
      </IdentityGate>
    </Page>
  )
}

const TONES = { pending: 'warn', given: 'good', declined: 'plain', withdrawn: 'plain' } as const

function All() {
  const words = useCopy(consentCopy)
  const pick = usePick()
  const list = useResource<ConsentRequestList>(useIsConfirmed() ? consentsPath : null, { schema: consentsSchema, asSelf: true })
  useLive('notice.added', () => void list.reload())
  usePullDownRefresh(() => void list.reload().finally(() => Taro.stopPullDownRefresh()))
  return (
    <Page title={words.title} onReconnect={() => void list.reload()}>
      <IdentityGate id="joint-consent" icon="user-round-check" signInFirst={words.signInFirst} why={words.why}>
        {list.data ? (
          list.data.items.length > 0 ? (
            <List label={words.title}>
              {list.data.items.map((request, i) => (
                <ListRow
                  key={request.id}
                  id={`request-${i + 1}`}
                  icon="user-round-check"
                  tone={request.state === 'pending' ? 'warn' : 'plain'}
                  title={pick(request.bundle)}
                  note={words.asks({ asker: request.asker ?? words.somebody, licences: request.licences.map(pick).join(words.between) })}
                  trailing={<StatusChip tone={TONES[request.state]} word={words.states[request.state]} />}
                  onPress={() => goTo(ENTRANCES.jointConsent, { id: request.id })}
                />
              ))}
            </List>
          ) : (
            <EmptyState icon="user-round-check" title={words.none} sentence={words.noneWhy} />
          )
        ) : (
          <NotYet of={list} rows={3} />
        )}
      </IdentityGate>
    </Page>
  )
}
