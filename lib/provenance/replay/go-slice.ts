/**
 * Go's append, as far as two slices may share one array: what the one appends in place, the other sees overwritten
 * (runtime/slice.go growslice, runtime/sizeclasses.go). Istio up to 1.21 wrote routes that way; see virtual-hosts.ts.
 */

/** `array` may be longer than `length`, and be another slice's too; it holds `capacity` elements at most. */
export interface GoSlice<T> {
  readonly array: T[];
  readonly length: number;
  readonly capacity: number;
}

/** `make([]T, 0, capacity)` */
export function makeSlice<T>(capacity: number): GoSlice<T> {
  return { array: [], length: 0, capacity };
}

export function elementsOf<T>({ array, length }: GoSlice<T>): readonly T[] {
  return array.slice(0, length);
}

/** Writes behind the slice's end where there is room, whoever else may look there; copies otherwise. */
export function appendTo<T>(slice: GoSlice<T>, items: readonly T[]): GoSlice<T> {
  const length = slice.length + items.length;
  const fits = length <= slice.capacity;
  const array = fits ? slice.array : slice.array.slice(0, slice.length);
  items.forEach((item, index) => {
    array[slice.length + index] = item;
  });
  return { array, length, capacity: fits ? slice.capacity : grownCapacity(slice.capacity, length) };
}

/** Bytes of a pointer. */
const POINTER = 8;
/** Below it the capacity doubles. */
const THRESHOLD = 256;
const PAGE = 8192;
/** Bytes that the allocator hands out; larger ones are whole pages. */
const SIZE_CLASSES = [
  8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352, 384, 416, 448, 480,
  512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304, 2688, 3072, 3200, 3456, 4096, 4864,
  5120, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480,
  21760, 24576, 27264, 28672, 32768,
] as const;

function grownCapacity(old: number, needed: number): number {
  let capacity = old;
  if (needed > 2 * old) capacity = needed;
  else if (old < THRESHOLD) capacity = 2 * old;
  else while (capacity < needed) capacity += Math.floor((capacity + 3 * THRESHOLD) / 4);
  const bytes = capacity * POINTER;
  return (SIZE_CLASSES.find((size) => size >= bytes) ?? Math.ceil(bytes / PAGE) * PAGE) / POINTER;
}
