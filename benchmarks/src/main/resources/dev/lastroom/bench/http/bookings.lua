-- Sends bookings that all differ, each with its own key.
-- Arguments: name, seed, room types, first days, the first of them in epoch seconds, path, bookings per request.

local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  name = args[1] .. "-" .. number .. "-"
  room_types = tonumber(args[3])
  days = tonumber(args[4])
  path = args[6]
  bookings = tonumber(args[7])
  asked = 0
  dates = {}
  for day = 0, days + 2 do
    dates[day] = os.date("!%Y-%m-%d", tonumber(args[5]) + day * 86400)
  end
  math.randomseed(tonumber(args[2]) * 31 + number)
  headers = { ["Content-Type"] = "application/json" }
end

local function booking()
  local day = math.random(0, days - 1)
  asked = asked + 1
  return '{"userId":"guest","roomTypeId":"rt' .. math.random(0, room_types - 1)
    .. '","startDate":"' .. dates[day] .. '","endDate":"' .. dates[day + 2]
    .. '","idempotencyKey":"' .. name .. asked .. '"}'
end

function request()
  if bookings == 1 then
    return wrk.format("POST", path, headers, booking())
  end
  local list = {}
  for i = 1, bookings do
    list[i] = booking()
  end
  return wrk.format("POST", path, headers, '{"requests":[' .. table.concat(list, ",") .. "]}")
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("result %d %d %d %d %d %d\n", summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
end
