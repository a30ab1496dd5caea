-- Post a small lead to a scenario's webhook.
local n = 0
function request()
  n = n + 1
  return wrk.format("POST", nil, {["Content-Type"] = "application/json"}, string.format('{"id":%d,"name":"Lead %d","amount":%d,"stage":"new","email":"a%d@example.com"}', n, n, n % 1000, n))
end
