-- Runs inside headless Neovim: opens a draft, waits for the server's findings, and uses what an author would use of them.
-- DRAFT is the draft; the server is on $PATH. Ends with 0 if all came, with 1 and a line that says what did not.

local PATIENCE_MS = 60000

local function say(...)
  io.stdout:write(table.concat({ ... }, ' ') .. '\n')
end

local function wait_for(what, seen)
  assert(vim.wait(PATIENCE_MS, seen, 10), what)
end

local function start(buffer)
  if vim.lsp.enable then
    vim.lsp.enable('second_opinion')
    -- Enabling looks at buffers that are open by itself only once Neovim has started.
    vim.api.nvim_exec_autocmds('FileType', { buffer = buffer })
    return 'vim.lsp.enable'
  end
  vim.lsp.start({ name = 'second_opinion', cmd = { 'second-opinion', 'lsp' }, root_dir = vim.fs.dirname(vim.env.DRAFT) })
  return 'vim.lsp.start'
end

local function client_of(buffer)
  local clients = vim.lsp.get_clients or vim.lsp.get_active_clients
  return clients({ bufnr = buffer, name = 'second_opinion' })[1]
end

-- Asks the server, and waits for its answer.
local function ask(buffer, method, params)
  local client = client_of(buffer)
  local answers, problem = vim.lsp.buf_request_sync(buffer, method, params, PATIENCE_MS)
  local answer = answers and answers[client.id]
  assert(answer and not answer.err, method .. ': ' .. vim.inspect(problem or answer))
  return answer.result
end

local function check_findings(buffer)
  wait_for('no finding came', function()
    return #vim.diagnostic.get(buffer) > 0
  end)
  for _, found in ipairs(vim.diagnostic.get(buffer)) do
    local line = vim.api.nvim_buf_get_lines(buffer, found.lnum, found.lnum + 1, false)[1]
    local severity = vim.diagnostic.severity[found.severity]
    local code = found.code or found.user_data.lsp.code
    say(('finding %d:%d %s [%s %s] "%s": %s'):format(
      found.lnum + 1, found.col + 1, severity, found.source, code, line:sub(found.col + 1, found.end_col), found.message))
  end
  local first = vim.diagnostic.get(buffer)[1]
  vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
  return first
end

local function check_hover(buffer, here)
  local hover = ask(buffer, 'textDocument/hover', here)
  assert(hover and hover.contents and hover.contents.value:find(', MD', 1, true), 'the hover names no doctor')
  for line in vim.gsplit(hover.contents.value, '\n') do
    say('hover  ', line)
  end
end

-- Actions are a part of the server that may be switched off; where there are any, they have titles.
local function check_actions(buffer, here, found)
  if not client_of(buffer).server_capabilities.codeActionProvider then
    return say('actions', 'none offered')
  end
  local range = {
    start = { line = found.lnum, character = found.col },
    ['end'] = { line = found.end_lnum, character = found.end_col },
  }
  local params = { textDocument = here.textDocument, range = range, context = { diagnostics = {} } }
  local actions = ask(buffer, 'textDocument/codeAction', params) or {}
  assert(#actions > 0, 'no action is offered for a finding')
  for _, action in ipairs(actions) do
    say('action ', action.title)
  end
end

local function check_evidence(draft)
  vim.cmd('SecondOpinionEvidence')
  local function shown()
    return vim.api.nvim_buf_get_name(0):find('second-opinion://evidence', 1, true) ~= nil
  end
  wait_for('no evidence was shown', shown)
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  assert(lines[1]:find('^# Contradicted: '), lines[1])
  local text = table.concat(lines, '\n')
  assert(text:find('## Against %(%d+%)') and text:find(', MD', 1, true), text)
  for _, line in ipairs(vim.list_slice(lines, 1, 6)) do
    say('evidence', line)
  end

  -- <CR> opens the page of the corpus in the draft's window, and asking again uses the same split.
  vim.fn.search('answer \\d', 'W')
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes('<CR>', true, false, true), 'x', false)
  assert(vim.api.nvim_buf_get_name(0):find('%.md$') and vim.api.nvim_get_current_buf() ~= draft, 'the page was not opened')
  say('page   ', vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ':t'), 'line', vim.fn.line('.'))
  vim.cmd('buffer ' .. draft)
  vim.lsp.commands['secondOpinion.showEvidence']({
    arguments = { vim.uri_from_bufnr(draft), { start = { line = 2, character = 8 }, ['end'] = { line = 2, character = 9 } } },
  }, {})
  wait_for('the command of the server shows nothing', shown)
  assert(#vim.api.nvim_list_wins() == 2, 'a second split was opened')
  vim.cmd('close')
end

local function check_health()
  if vim.fn.has('nvim-0.11') == 0 then
    return
  end
  vim.cmd('checkhealth second_opinion')
  local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  assert(not report:find('ERROR') and not report:find('WARNING') and report:find('1 server'), report)
  say('health ', 'all well')
  vim.cmd('bwipeout!')
end

local function main()
  local version = vim.version()
  say(('Neovim %d.%d.%d'):format(version.major, version.minor, version.patch))
  vim.cmd('runtime plugin/second_opinion.lua')
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.DRAFT))
  vim.bo.filetype = 'markdown'
  local buffer = vim.api.nvim_get_current_buf()
  say('started by', start(buffer))
  wait_for('the server did not start', function()
    return client_of(buffer) ~= nil
  end)

  local first = check_findings(buffer)
  local here = vim.lsp.util.make_position_params(0, client_of(buffer).offset_encoding)
  check_hover(buffer, here)
  check_actions(buffer, here, first)
  check_evidence(buffer)
  check_health()

  vim.cmd('buffer ' .. buffer)
  -- What is put right is no longer reported.
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, { 'Thank you for your question.' })
  wait_for('the finding stayed when its text was gone', function()
    return #vim.diagnostic.get(buffer) == 0
  end)
  say('PASS')
  vim.cmd('qall!')
end

local ok, message = pcall(main)
if not ok then
  say('FAIL', message)
  vim.cmd('cquit 1')
end
