-- Asks for the paths of a file in turn, and prints what wrk does not: the 95th percentile, as JSON.
local paths, turn = {}, 0

function init(args)
  for line in io.lines(args[1]) do paths[#paths + 1] = wrk.format(nil, line) end
  math.randomseed(7)
  turn = math.random(#paths)
end

function request()
  turn = turn % #paths + 1
  return paths[turn]
end

function done(summary, latency, requests)
  local wrong = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format('\nJSON {"requests": %d, "us": %d, "p50": %d, "p95": %d, "wrong": %d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(95), wrong))
end
