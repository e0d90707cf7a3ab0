// A picture of a phone's screen as a clip for Chromium's own fake camera: raw YUV 4:2:0 frames, no encoder needed.
import { writeFileSync } from 'node:fs'
import { PNG } from 'pngjs'

const GREY = 128

/**
 * @param {string} pictureBase64 PNG
 * @param {string} file ends with .y4m
 * @param {{ width?: number, height?: number, size?: number, turn?: number, frames?: number }} [options] `size`: width of the picture in
 *   the frame, `turn`: degrees
 */
export function writeClip(pictureBase64, file, { width = 1280, height = 720, size = 560, turn = 10, frames = 5 } = {}) {
  const picture = PNG.sync.read(Buffer.from(pictureBase64, 'base64'))
  const light = Buffer.alloc(width * height, GREY)
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)]
  const scale = picture.width / size
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [right, down] = [x - width / 2, y - height / 2]
      const u = Math.floor((right * cos + down * sin) * scale + picture.width / 2)
      const v = Math.floor((down * cos - right * sin) * scale + picture.height / 2)
      if (u < 0 || v < 0 || u >= picture.width || v >= picture.height) continue
      const at = (v * picture.width + u) * 4
      light[y * width + x] = Math.round(0.299 * picture.data[at] + 0.587 * picture.data[at + 1] + 0.114 * picture.data[at + 2])
    }
  const colour = Buffer.alloc((width * height) / 2, GREY)
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`)
  writeFileSync(file, Buffer.concat([head, ...Array.from({ length: frames }, () => [Buffer.from('FRAME\n'), light, colour]).flat()]))
}
