-- `:checkhealth second_opinion`: whether Neovim is new enough, the program is found, and it is at work.

local M = {}

local function program()
  local config = vim.lsp.config and vim.lsp.config.second_opinion
  local command = config and config.cmd
  return type(command) == 'table' and command[1] or 'second-opinion'
end

local function check_neovim()
  if vim.fn.has('nvim-0.11') == 1 then
    vim.health.ok('Neovim ' .. tostring(vim.version()))
    return true
  end
  vim.health.error('Neovim is older than 0.11', {
    'Update Neovim, or start the server yourself: see :help second-opinion-older',
  })
  return false
end

local function check_program()
  local name = program()
  if vim.fn.executable(name) == 1 then
    vim.health.ok('the server is ' .. vim.fn.exepath(name))
  else
    vim.health.error(('`%s` cannot be run'):format(name), {
      'Put second-opinion on $PATH',
      "or name it: vim.lsp.config('second_opinion', { cmd = { '/path/to/second-opinion', 'lsp' } })",
    })
  end
end

local function check_enabled()
  local is_enabled = vim.lsp.is_enabled
  if is_enabled and not is_enabled('second_opinion') then
    vim.health.warn('the server is not enabled', { "Add vim.lsp.enable('second_opinion') to your init.lua" })
    return
  end
  local clients = vim.lsp.get_clients({ name = 'second_opinion' })
  local drafts = 0
  for _, client in ipairs(clients) do
    drafts = drafts + vim.tbl_count(client.attached_buffers)
  end
  vim.health.info(('%d server(s) running, %d draft(s) looked after'):format(#clients, drafts))
end

function M.check()
  vim.health.start('second-opinion')
  if check_neovim() then
    check_program()
    check_enabled()
  end
end

return M
