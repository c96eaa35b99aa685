/** Line drawings on a square of 24, in the colour of the text beside them. A label always says the same in words. */
const PATHS = {
  X: 'M6 6L18 18M18 6L6 18',
  Plus: 'M12 5V19M5 12H19',
  Undo: 'M9 5L4 10L9 15M4 10H14A5 5 0 0 1 14 20H11',
  Redo: 'M15 5L20 10L15 15M20 10H10A5 5 0 0 0 10 20H13',
  Dots: 'M5 12H5.1M12 12H12.1M19 12H19.1',
  ChevronDown: 'M6 9L12 15L18 9',
  ChevronLeft: 'M15 6L9 12L15 18',
  ChevronRight: 'M9 6L15 12L9 18',
  Play: 'M7 4L20 12L7 20Z',
  Pause: 'M7 5H9V19H7ZM15 5H17V19H15Z',
  Keyboard: 'M2 6H22V18H2ZM6 10H7M10 10H11M14 10H15M17 10H18M7 14H17',
  Link: 'M10 14L14 10M11 7L14 4A4.2 4.2 0 0 1 20 10L17 13M13 17L10 20A4.2 4.2 0 0 1 4 14L7 11',
  Sun: 'M12 8A4 4 0 1 0 12 16A4 4 0 1 0 12 8M12 2V4M12 20V22M2 12H4M20 12H22M5 5L6.4 6.4M17.6 17.6L19 19M5 19L6.4 17.6M17.6 6.4L19 5',
  Moon: 'M20 14A8.5 8.5 0 1 1 10 4A7 7 0 0 0 20 14Z',
  HalfMoon: 'M12 4A8 8 0 1 0 12 20A8 8 0 1 0 12 4M12 4V20M12 8H19M12 12H20M12 16H19',
  File: 'M5 2H14L19 7V22H5ZM14 2V7H19M9 13L7.5 15L9 17M15 13L16.5 15L15 17',
  Tree: 'M4 5H20M8 5V17M8 11H20M8 17H20',
  Glass: 'M10 4A6 6 0 1 0 10 16A6 6 0 1 0 10 4M14.5 14.5L21 21',
  Send: 'M21 3L10 14M21 3L14 21L10 14L3 10Z',
  Sliders: 'M4 7H12M18 7H20M15 4V10M4 17H6M12 17H20M9 14V20',
  Bars: 'M3 21H21M6 21V12M12 21V4M18 21V9',
  Grid: 'M3 3H21V21H3ZM3 9H21M3 15H21M9 3V21M15 3V21',
  Fit: 'M4 9V4H9M15 4H20V9M20 15V20H15M9 20H4V15',
  List: 'M4 6H5M9 6H20M4 12H5M9 12H20M4 18H5M9 18H20',
  Terminal: 'M3 4H21V20H3ZM7 9L10 12L7 15M12 15H16',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
