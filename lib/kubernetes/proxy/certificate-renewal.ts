/** Where HAProxy finds its own way to a renewed certificate. */
export interface CertificateRenewal {
  /** File of the program. */
  readonly program: string;
  /** Socket by which the program talks to HAProxy. Only HAProxy's own user may open it. */
  readonly socket: string;
}

/** Renewal happens weeks before a certificate ends; this is for whoever replaces a wrong one. */
const SECONDS = 10;

/**
 * A program in Lua that HAProxy runs. HAProxy reads certificates when it starts and never again, and a pod may well live
 * longer than a certificate. Kubernetes replaces the files of a secret that changes: the program notices and hands the
 * new pair over by `set ssl cert`, which closes no connection. A pair that does not belong together is refused by
 * HAProxy and tried again.
 * https://docs.haproxy.org/3.2/management.html#9.3-set%20ssl%20cert
 *
 * @param certificates files in PEM, each with its key beside it under the same name and `.key`
 */
export function renderCertificateRenewal(certificates: readonly string[], socket: string): string {
  return `local certificates = { ${certificates.map((file) => `"${file}"`).join(', ')} }
local served = {}

local function read(path)
  local file = io.open(path, "rb")
  if file == nil then return "" end
  local text = file:read("a")
  file:close()
  return text
end

-- An empty line would end the command.
local function pair(path)
  local text = (read(path) .. "\\n" .. read(path .. ".key")):gsub("\\n%s*\\n", "\\n")
  return text
end

local function ask(command)
  local connection = core.tcp()
  connection:settimeout(5)
  if connection:connect("unix@${socket}") == nil then return "no answer" end
  connection:send(command .. "\\n")
  local answer = connection:receive("*a")
  connection:close()
  return answer or "no answer"
end

local function renew(path)
  local renewed = pair(path)
  if renewed == served[path] then return end
  local answer = ask("set ssl cert " .. path .. " <<\\n" .. renewed) .. ask("commit ssl cert " .. path)
  if answer:find("Success") then
    served[path] = renewed
    core.log(core.notice, "renewed " .. path)
  else
    ask("abort ssl cert " .. path)
    core.log(core.warning, "did not renew " .. path .. ": " .. answer:gsub("%s+", " "))
  end
end

for _, path in ipairs(certificates) do served[path] = pair(path) end

core.register_task(function()
  while true do
    core.sleep(${SECONDS})
    for _, path in ipairs(certificates) do renew(path) end
  end
end)
`;
}
