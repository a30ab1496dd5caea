-- Change two fields of one deal.
local states = {"new", "contacted", "qualified", "won", "lost"}
function request()
  return wrk.format("PATCH", PATH .. "/" .. DEALS[math.random(1, #DEALS)], H, string.format('{"values":{"amount":%d,"state":"%s"}}', math.random(0, 999), states[math.random(1, 5)]))
end
