import { UPLOAD_LIMITS, type UploadKind, type UploadRefusalCode } from '@zsb/shared/upload'
import sharp, { type Sharp, type SharpOptions } from 'sharp'

export interface KeptPicture {
  /** JPEG. */
  bytes: Uint8Array
  width: number
  height: number
}

/** Why a file is refused, out of whatever was looking at it. */
export class PictureRefused extends Error {
  constructor(readonly code: UploadRefusalCode) {
    super(code)
  }
}

// Of all that libvips can read, SVG, TIFF, GIF, magick and its own format among it, these three, and our own pixels.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] })
// One file at a time, and nothing of it stays.
sharp.cache(false)
sharp.concurrency(1)

const QUALITY = { kept: 82, thumb: 70 }
const MOST_SECONDS = 15
const OPEN: SharpOptions = { limitInputPixels: UPLOAD_LIMITS.pixels, failOn: 'error', pages: 1 }
const WHITE = '#ffffff'

/** Upright, on white, without anything that was said about it: EXIF, GPS, profiles, comments, thumbnails and what hangs behind its end are gone. */
const toJpeg = (picture: Sharp) => picture.flatten({ background: WHITE }).toColourspace('srgb').jpeg({ quality: QUALITY.kept })

async function drawn(picture: Sharp): Promise<KeptPicture> {
  const { data, info } = await picture.timeout({ seconds: MOST_SECONDS }).toBuffer({ resolveWithObject: true })
  return { bytes: new Uint8Array(data), width: info.width, height: info.height }
}

/** @throws PictureRefused */
export async function keepPicture({ bytes, kind }: { bytes: Uint8Array; kind: Exclude<UploadKind, 'pdf'> }): Promise<KeptPicture> {
  try {
    // The head is read first: a bomb is refused by what it says of itself, before it is decoded.
    const { format, width, height } = await sharp(bytes, { ...OPEN, limitInputPixels: false }).metadata()
    if (format !== kind) throw new PictureRefused('damaged')
    if (width * height > UPLOAD_LIMITS.pixels) throw new PictureRefused('tooManyPixels')
    const edge = UPLOAD_LIMITS.keptEdge
    return await drawn(toJpeg(sharp(bytes, OPEN).autoOrient().resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })))
  } catch (cause) {
    if (cause instanceof PictureRefused) throw cause
    throw new PictureRefused('damaged')
  }
}

/** Pixels that we drew ourselves, four bytes each. */
export const keepPixels = ({ pixels, width, height }: { pixels: Uint8Array; width: number; height: number }): Promise<KeptPicture> =>
  drawn(toJpeg(sharp(pixels, { raw: { width, height, channels: 4 } })))

/** A kept picture as the small one beside it. */
export async function shrinkPicture(bytes: Uint8Array): Promise<Uint8Array> {
  const edge = UPLOAD_LIMITS.thumbEdge
  const { bytes: small } = await drawn(sharp(bytes, OPEN).resize({ width: edge, height: edge, fit: 'inside' }).jpeg({ quality: QUALITY.thumb }))
  return small
}
