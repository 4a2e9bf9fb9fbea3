import { fileURLToPath } from 'node:url'

/** Where the pictures and the contact sheet are written; Git ignores it. */
export const sheetFolder = fileURLToPath(new URL('../../screenshots/', import.meta.url))

/** In CSS pixels. 320 by 256 is what a window of 1280 by 1024 has at a zoom of 400 %. */
export const sizes = {
  '320': { width: 320, height: 256 },
  '390': { width: 390, height: 844 },
  '768': { width: 768, height: 1024 },
  '1280': { width: 1280, height: 800 },
} as const

export type SizeName = keyof typeof sizes

/** What a person has asked their system for. */
export const themes = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'dark', forcedColors: 'active' },
} as const

export type ThemeName = keyof typeof themes

/** How a scene is looked at. */
export interface Look {
  readonly theme: ThemeName
  readonly size: SizeName
  /** Layout changes between these two, colours with the theme: axe has nothing new to say to the others. */
  readonly isForAxe: boolean
}

/** Every scene is pictured in all of these, in this order. */
export const looks: readonly Look[] = [
  ...(['light', 'dark'] as const).flatMap((theme) =>
    (['320', '390', '768', '1280'] as const).map((size) => ({
      theme,
      size,
      isForAxe: size === '1280' || size === '320',
    })),
  ),
  { theme: 'forced', size: '320', isForAxe: true },
]

/** The name of the file, in {@link sheetFolder}. */
export const pictureOf = (scene: string, { theme, size }: Look) => `${scene}-${size}-${theme}.png`
