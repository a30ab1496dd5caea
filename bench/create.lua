-- Create one deal of twelve fields.
local n = 0
local states = {"new", "contacted", "qualified", "won", "lost"}
function request()
  n = n + 1
  return wrk.format("POST", nil, H, string.format('{"values":{"title":"Deal %d","description":"Some longer text about deal number %d, typed by a person","amount":%d,"quantity":%d,"due":"2026-%02d-%02d","state":"%s","is_won":%s,"priority":%d,"email":"p%d@example.com","phone":"+99450%07d","score":%.2f,"company":"%s"}}',
    n, n, math.random(0, 999), math.random(1, 9), math.random(1, 12), math.random(1, 28), states[math.random(1, 5)], n % 2 == 0 and "true" or "false", math.random(1, 5), n, n, math.random() * 100, COMPANIES[math.random(1, #COMPANIES)]))
end
