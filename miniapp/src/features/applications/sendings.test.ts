import type { UploadView } from '@zsb/shared/upload'
import { renderHook } from '@testing-library/react'
import Taro, { resetTaro } from '../../../test/taro'
import { startSending, useFresh } from './sendings'
import { uploadsAt } from './upload-api'

beforeEach(resetTaro)

describe('files scanned for one person', () => {
  it('R14: are not among those of the next one at the same counter, nor remembered by the machine', async () => {
    const bytes = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0])
    const file = { sizeBytes: bytes.length, read: async () => bytes, preview: null } as unknown as Parameters<typeof startSending>[0]['file']
    const upload = { id: 'u1', material: 'residence', state: 'checked', missing: [] } as unknown as UploadView
    const api = { ...uploadsAt('/api/v1/window/applications/a/uploads'), begin: async () => upload, finish: async () => upload }
    await new Promise<void>((resolve) => startSending({ place: 'a/residence', api, material: 'residence', file, onDone: () => resolve() }))
    const seenAt = (base: string) => renderHook(() => useFresh({ material: 'residence', listed: [], base })).result.current.map((each) => each.id)
    expect(seenAt('/api/v1/window/applications/a/uploads')).toEqual(['u1'])
    expect(seenAt('/api/v1/window/applications/b/uploads')).toEqual([])
    expect(Taro.getStorageInfoSync().keys.filter((key) => key.includes('unfinished'))).toEqual([])
  })
})
