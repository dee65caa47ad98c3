/** A file of a library: where, by whom, when, and what it says (see `sketch`). */
export interface FileSketch {
  /** Folders and name: `Methods/calibration.docx`. */
  path: string;
  /** The part of the author's address before the `@`; after `→` who changed it last. */
  by: string;
  /** Created; after `→` last changed. */
  on: string;
  text: string;
}
