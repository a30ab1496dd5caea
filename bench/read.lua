-- Read one deal by id.
function request()
  return wrk.format("GET", PATH .. "/" .. DEALS[math.random(1, #DEALS)], H)
end
