-- Fifty deals: a select equals, a number over a bound, sorted by date descending.
local states = {"new", "contacted", "qualified", "won", "lost"}
function request()
  return wrk.format("GET", string.format("%s?limit=50&filter=state%%20%%3D%%20%%22%s%%22%%20AND%%20amount%%20%%3E%%20%d&sort=-due%s", PATH, states[math.random(1, 5)], math.random(300, 700), EXPAND), H)
end
