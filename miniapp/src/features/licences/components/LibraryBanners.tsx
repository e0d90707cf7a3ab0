import type { WalletView } from '@zsb/shared/licence'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { Banner } from '@/ui'
import { licencesCopy } from '../copy'

/** One line for each department that did not answer, or was not asked yet; the others' licences stay. */
export function LibraryBanners({ libraries }: { libraries: WalletView['libraries'] }) {
  const words = useCopy(licencesCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  return libraries
    .filter(({ state }) => state !== 'ok' && state !== 'consentNeeded')
    .map((library) => (
      <Banner key={library.code} tone={library.state === 'never' ? 'info' : 'warn'}>
        {library.state === 'never'
          ? words.notAsked(pick(library))
          : library.asOf
            ? words.unavailableSince(pick(library), formatWhen(library.asOf, { language, now: serverNow() }))
            : words.unavailable(pick(library))}
      </Banner>
    ))
}
