import { useSolution } from "@/shared/solution/useSolution";

import { MyDay } from "./MyDay";
import { Start } from "./Start";

/** An empty workspace offers a beginning; a working one shows the day. */
export function Home() {
  const solution = useSolution();
  return solution.entities.length === 0 ? <Start /> : <MyDay />;
}
