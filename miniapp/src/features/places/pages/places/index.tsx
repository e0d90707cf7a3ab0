import { View } from '@tarojs/components'
import type { OwnPlace } from '@zsb/shared/place'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { useGuideGate } from '@/features/account'
import { useIsConfirmed } from '@/features/sign-in'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { openFile } from '@/platform/open-file'
import { toApiError } from '@/platform/request'
import { refreshResources, useResource } from '@/platform/resource'
import { scrollToTop } from '@/platform/scroll'
import { Banner, Button, Dialog, EmptyState, NotYet, Page } from '@/ui'
import { API_BASE, closePlace, fetchPoster, placesPath, placesSchema, removeGuard } from '../../api'
import { InviteSheet } from '../../components/InviteSheet'
import { PlaceCard } from '../../components/PlaceCard'
import { PlaceForm } from '../../components/PlaceForm'
import { PlacesGate } from '../../components/PlacesGate'
import { placesCopy } from '../../places-copy'

/** What is to be confirmed before it is done. */
type Asked = { act: 'close'; place: OwnPlace } | { act: 'remove'; place: OwnPlace; guard: OwnPlace['guards'][number] }

/** 我的场所: applied for, reviewed by the street office, guarded by whom the owner invites. */
export default function PlacesPage() {
  const words = useCopy(placesCopy)
  const pick = usePick()
  const own = useResource(useIsConfirmed() ? placesPath : null, { schema: placesSchema, asSelf: true })
  const [isApplying, apply] = useState(false)
  const [inviting, invite] = useState<OwnPlace | null>(null)
  const [asked, ask] = useState<Asked | null>(null)
  const [working, setWorking] = useState(false)
  const [said, say] = useState<{ tone: 'good' | 'bad'; text: string } | null>(null)
  useGuideGate()
  const tell = (tone: 'good' | 'bad', text: string) => {
    say({ tone, text })
    scrollToTop()
  }
  const act = async () => {
    if (!asked) return
    const { place } = asked
    setWorking(true)
    try {
      if (asked.act === 'close') await closePlace(place.id)
      else await removeGuard({ placeId: place.id, guardId: asked.guard.id })
      tell('good', asked.act === 'close' ? words.closed : words.removed)
    } catch (cause) {
      tell('bad', pick(toApiError(cause)))
    } finally {
      setWorking(false)
      ask(null)
      void own.reload()
    }
  }
  const poster = async (placeId: string) => {
    try {
      await openFile(await fetchPoster(placeId))
      tell('good', words.posterOpened)
    } catch (cause) {
      tell('bad', pick(toApiError(cause)))
    }
  }
  const sent = () => {
    apply(false)
    tell('good', words.sent)
    void own.reload()
  }
  const over = (
    <>
      <InviteSheet
        place={inviting}
        onClose={() => {
          invite(null)
          void own.reload()
        }}
      />
      <Dialog
        open={asked !== null}
        title={asked === null ? '' : asked.act === 'close' ? words.closeAsk(asked.place.name) : words.removeAsk(asked.guard.nameMasked)}
        confirm={asked?.act === 'close' ? words.close : words.remove}
        refuse={words.keep}
        onConfirm={() => void act()}
        onRefuse={() => ask(null)}
        working={working}
        danger
      >
        {asked?.act === 'close' ? words.closeWhy : words.removeWhy}
      </Dialog>
    </>
  )
  return (
    <Page title={words.title} over={over} onReconnect={() => void refreshResources(API_BASE)}>
      <PlacesGate id="places" icon="building-2">
        {own.data ? (
          <View className="l-stack">
            {said ? (
              <Banner tone={said.tone} live>
                {said.text}
              </Banner>
            ) : null}
            {isApplying ? (
              <PlaceForm onSent={sent} onLeave={() => apply(false)} />
            ) : own.data.items.length === 0 ? (
              <EmptyState icon="building-2" title={words.empty} sentence={words.emptyWhy}>
                <Button id="apply-place" onPress={() => apply(true)}>
                  {words.apply}
                </Button>
              </EmptyState>
            ) : (
              <>
                {own.data.items.map((place) => (
                  <PlaceCard
                    key={place.id}
                    place={place}
                    onInvite={() => invite(place)}
                    onScreen={() => goTo(ENTRANCES.placeScreen, { place: place.id })}
                    onPoster={() => void poster(place.id)}
                    onRemove={(guard) => ask({ act: 'remove', place, guard })}
                    onClose={() => ask({ act: 'close', place })}
                  />
                ))}
                <Button id="apply-place" kind="quiet" icon="plus" onPress={() => apply(true)}>
                  {words.another}
                </Button>
              </>
            )}
          </View>
        ) : (
          <NotYet of={own} rows={3} />
        )}
      </PlacesGate>
    </Page>
  )
}
