import { useEffect, useReducer, useRef } from 'react';

/** Moves the focus to one of these elements, by id, as soon as one of them is on the page; the first that is there gets it. */
export function useFocusLater(): (...ids: string[]) => void {
  const wanted = useRef<readonly string[]>([]);
  const [, look] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    const found = wanted.current.map((id) => document.getElementById(id)).find((element) => element !== null);
    if (!found) return;
    wanted.current = [];
    found.focus();
  });
  return (...ids) => {
    wanted.current = ids;
    look();
  };
}
