-- Create a note, which a scenario then changes.
function request()
  return wrk.format("POST", nil, H, '{"values":{"body":"big"}}')
end
