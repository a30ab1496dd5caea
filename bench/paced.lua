-- Post a lead that carries the moment it is sent, in microseconds, and pause between two.
local ffi = require("ffi")
ffi.cdef[[typedef struct { long seconds; long micros; } timeval; int gettimeofday(timeval *now, void *zone);]]
local now = ffi.new("timeval")
function delay() return PAUSE end
function request()
  ffi.C.gettimeofday(now, nil)
  local sent = string.format("%d%06d", tonumber(now.seconds), tonumber(now.micros))
  return wrk.format("POST", nil, {["Content-Type"] = "application/json"}, string.format('{"name":"%s","amount":1}', sent))
end
