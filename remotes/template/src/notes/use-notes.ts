/** `GET /api/template/notes`: newest first. */
export interface Note {
  id: string;
  /** YYYY-MM-DD. */
  date: string;
  text: string;
  author: string;
}
