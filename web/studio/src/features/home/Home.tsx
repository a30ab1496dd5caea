import { useSolution } from "@/shared/solution/useSolution";

import { MyDay } from "./MyDay";
import { Start } from "./Start";

/** An empty workspace offers its builder a beginning; everybody else sees the day. */
export function Home() {
  const solution = useSolution();
  return solution.entities.length === 0 && solution.me.can_build ? <Start /> : <MyDay />;
}
