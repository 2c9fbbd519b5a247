-- Runs inside headless Neovim: opens a draft, waits for the server's findings, asks for a hover, prints both.
-- DRAFT is the draft, SERVER the program. Ends with 0 if both came, with 1 if one is missing.

local PATIENCE_MS = 20000

local function say(...)
  io.stdout:write(table.concat({ ... }, ' ') .. '\n')
end

local function fail(message)
  say('FAIL', message)
  vim.cmd('cquit 1')
end

local function start(buffer)
  local command = { vim.env.SERVER, 'lsp' }
  if vim.lsp.enable then
    vim.lsp.config('second_opinion', { cmd = command })
    vim.lsp.enable('second_opinion')
    -- Enabling looks at buffers that are open by itself only once Neovim has started.
    vim.api.nvim_exec_autocmds('FileType', { buffer = buffer })
    return 'vim.lsp.enable'
  end
  vim.lsp.start({ name = 'second_opinion', cmd = command, root_dir = vim.fn.fnamemodify(vim.env.DRAFT, ':h') })
  return 'vim.lsp.start'
end

local function client_of(buffer)
  local clients = vim.lsp.get_clients or vim.lsp.get_active_clients
  return clients({ bufnr = buffer, name = 'second_opinion' })[1]
end

local function main()
  local version = vim.version()
  say(('Neovim %d.%d.%d'):format(version.major, version.minor, version.patch))
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.DRAFT))
  vim.bo.filetype = 'markdown'
  local buffer = vim.api.nvim_get_current_buf()
  say('started by', start(buffer))

  if not vim.wait(PATIENCE_MS, function() return client_of(buffer) ~= nil end, 10) then
    return fail('the server did not start')
  end
  if not vim.wait(PATIENCE_MS, function() return #vim.diagnostic.get(buffer) > 0 end, 10) then
    return fail('no finding came')
  end
  for _, found in ipairs(vim.diagnostic.get(buffer)) do
    local line = vim.api.nvim_buf_get_lines(buffer, found.lnum, found.lnum + 1, false)[1]
    local text = line:sub(found.col + 1, found.end_col)
    local severity = vim.diagnostic.severity[found.severity]
    local code = found.code or found.user_data.lsp.code
    say(('finding %d:%d %s [%s %s] "%s": %s'):format(
      found.lnum + 1, found.col + 1, severity, found.source, code, text, found.message))
  end

  local first = vim.diagnostic.get(buffer)[1]
  vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
  local client = client_of(buffer)
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/hover', params, PATIENCE_MS)
  local answer = answers and answers[client.id]
  if not (answer and answer.result and answer.result.contents) then
    return fail('no hover came')
  end
  for line in vim.gsplit(answer.result.contents.value, '\n') do
    say('hover  ', line)
  end

  -- What is put right is no longer reported.
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, { 'Thank you for your question.' })
  if not vim.wait(PATIENCE_MS, function() return #vim.diagnostic.get(buffer) == 0 end, 10) then
    return fail('the finding stayed when its text was gone')
  end
  say('PASS')
  vim.cmd('qall!')
end

local ok, message = pcall(main)
if not ok then
  fail(message)
end
